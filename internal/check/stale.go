package check

import (
	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/translate"
)

// stale reports what a translation was made from and its source no longer says.
func (p *pass) stale(w *site.Words) {
	if w.Fingerprint.Value == "" || w.Body == nil {
		return
	}
	redo := diag.T("stämmer texten, skriv listan på nytt: vart translate accept %s; annars ta bort den", "if the text is right, have the list written anew: vart translate accept %s; if not, remove it", w.File.Name)
	bad := func(message diag.Text) { p.found.Add(w.Fingerprint.Pos, diag.Fingerprint, message, redo) }
	switch want := len(w.Body.Blocks) + 1; {
	case !w.Translated:
		p.found.Add(w.Fingerprint.Pos, diag.Fingerprint, diag.T("det här är källspråket; bara en översättning har fingerprint", "this is the source language; only a translation has a fingerprint"),
			diag.T("ta bort nyckeln fingerprint", "remove the key fingerprint"))
		return
	case !w.Age.Known:
		prints := w.Fingerprints()
		for _, f := range prints {
			if !translate.Is(f) {
				bad(diag.T("”%s” har vart inte skrivit; vilka delar som är gamla syns inte", "vart did not write “%s”; which parts are old cannot be seen", f))
				return
			}
		}
		if len(prints) != want {
			bad(diag.T("listan har %d delar och texten %d (titeln räknas som en); vilka som är gamla syns inte", "the list has %d parts and the text %d (the title is one); which are old cannot be seen", len(prints), want))
		}
		return
	}
	for _, s := range w.Age.Stale {
		line, _ := s.Source.LineCol()
		hint := diag.T("jämför med %s:%d; när översättningen stämmer: vart translate accept %s", "compare with %s:%d; when the translation is right: vart translate accept %s", s.Source.Name(), line, w.File.Name)
		switch {
		case s.Was == "":
			p.found.Add(s.At, diag.TranslationStale, diag.T("efter det här saknas något som originalet har fått", "after this something is missing that the original has been given"), hint)
		case s.Now < 0:
			p.found.Add(s.At, diag.TranslationStale, diag.T("det här står inte längre i originalet", "this is no longer in the original"), hint)
		default:
			p.found.Add(s.At, diag.TranslationStale, diag.T("originalet har ändrats sedan det här översattes", "the original has changed since this was translated"), hint)
		}
	}
}
