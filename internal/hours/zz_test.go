package hours
import ("testing";"fmt")
func TestZZ(t *testing.T){
 for _, s := range []string{"24/7","Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00","2027 May 01 03:00-04:00 off","Mo–Fr 9-16","Mo-Fr 9.00 – 16.30","må-fr 09:00-16:00","To 10:00-11:00","Sa-Mo 10:00-11:00","Su,Mo 10:00-12:00","Feb 20-28 off","2028 Feb 20-29 off","Feb 29 off","2027 Feb 29 off","Apr 31 off","2027 Jun-2027 Aug Mo 10:00-12:00","2027 Dec 10:00-12:00","Mo PH off","Mo[1] 10:00-12:00","Mo-Fr 09:00-12:00; 13:00-14:00","Mo-Fr","Mo-Fr 09:00","Mo-Fr 09:00-26:00","Mo 24:00-02:00","Mo 17:00+","Mo 10:00-10:00","Mo 10:00-12:00, PH off","24/7, Sa off","Mo 10:00-12:00;","","  ","2027 10:00-12:00","Dec 24-Jan 02 off","Dec 26-24 off","Mar 01-Feb 28 off","2027 Dec 24-Jan 02 off","2027 Dec 24,Dec 31 off","Nov-Feb Mo 10:00-12:00","2027 Nov-Feb Mo 10:00-11:00","sunset-22:00","Mo-Fr 10:00-25:70","Mo 8:00-16:00","stängt","dygnet runt","10:00-12:00 Mo", "Mo 10:00-12:00 || off","Mo 10:00-00:00","off","closed; Dec 24 10:00-12:00"} {
  h, err := Parse(s)
  if err != nil { e := err.(*ParseError); fmt.Printf("%-40q ERR %d+%d %s: %s | %s\n", s, e.Offset, e.Len, e.Code, e.Text("sv"), e.Hint("sv")); continue }
  fmt.Printf("%-40q OK  %s\n", s, h)
 }
}
