package safety

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// framed are rules, the pieces of a frame that keeps them, and parts for it.
func framed() (Rules, []string, []string) {
	hash := func(text string) string { return fmt.Sprintf("'sha256-%d'", len(text)) }
	rules := Rules{Policy: "default-src 'none'; style-src " + hash("a{b:c}"), Exits: []string{"https://www.smhi.se/"}, Hash: hash}
	return rules, []string{
		`<!doctype html><html lang="sv" dir="ltr"><head><meta http-equiv="Content-Security-Policy" content="` + rules.Policy + `"><meta name="referrer" content="no-referrer">`,
		`<style>a{b:c}</style></head><body><a id="exit" href="https://www.smhi.se/" rel="noreferrer">Ut</a><details><summary>x</summary>`,
		`</details><main>`,
		`</main></body></html>`,
	}, []string{`<title>Hjälp</title><link rel="canonical" href="https://example.org/"><style>a{b:c}</style>`, `<ul class="list"><li><a href="/en/" lang="en">English</a></li></ul>`, `<h1>Hjälp</h1><p>Ring <a class="tel" href="tel:112">112</a> &amp; vänta.</p>`}
}

func join(pieces, parts []string) string {
	var page strings.Builder
	page.WriteString(pieces[0])
	for i, p := range parts {
		page.WriteString(p + pieces[i+1])
	}
	return page.String()
}

func texts(found []Violation) string {
	var out []string
	for _, v := range found {
		out = append(out, fmt.Sprintf("%s %q %d", v.Check.Name, v.Snippet, v.Offset))
	}
	return strings.Join(out, "\n")
}

// smuggled are things that break a rule, and some that make the rest of the
// page be read in another way.
var smuggled = []string{
	`<script>alert(1)</script>`, `<script src="/a.js"></script>`, `<a href="javascript:x()">x</a>`, `<a href="java&#115;cript:x()">x</a>`, `<a href="java&Tab;script&colon;x()">x</a>`, `<img src="//evil.example/p.gif">`,
	`<p onclick="x()">`, `<p style="color:red">`, `<form>`, `<input name="q">`, `<a ping="https://evil.example/" href="/">`, `<a target="_blank" href="https://evil.example/">`, `<iframe>`, `<noscript>`, `<template>`,
	`<h1>Två</h1>`, `<title>Två</title>`, `<title>`, `<textarea>`, `<style>`, `<script>`, `<!--`, `<!-- x --`, `<svg>`, `<math><style>`, `<div hidden>`, `<details>`, `</details>`, `<dialog>`, `<a href="`, `<p class='`, `<`, `</`, `<p`,
	`<meta http-equiv="refresh" content="0">`, `<meta name="referrer" content="unsafe-url">`, `<link rel="stylesheet" href="/a.css">`, `<base href="/">`, `<body onload="x()">`, `<html lang="sv" dir="ltr">`, `<plaintext>`, `<xmp>`,
	`<![CDATA[`, `<?x`, `<p data-x="data:text/html,x">`, `<a href="data:text/html,x">`, `<a lang="sv" href=" javascript:x()">`, `<a class="x" id="exit" href="https://evil.example/">`, "\x00", `&lt;script`, `<p class="a" class="javascript:x">`,
	`<style>a{b:d}</style>`, `<style>a{b:c}</style >`, `<style>a{b:c}</styleX></style>`, `<style>a{b:c}</STYLE>`, `<svg><style>a{b:c}</style>`, `<style media="x">a{b:c}</style>`,
	`<link rel="stylesheet" rel="canonical" href="https://evil.example/a.css">`, `<link rel="canonical" rel="preconnect" href="https://evil.example/">`, `<a href="/" href="javascript:x()">`,
}

// TestFrame plants each violation in each part and each piece of a page, at
// its start and at its end: the frame never calls clean what the whole page is
// refused for.
func TestFrame(t *testing.T) {
	rules, pieces, parts := framed()
	if clean, _ := rules.Frame(pieces).Clean(parts...); !clean {
		t.Fatal("a page without fault is not clean")
	}
	plant := func(list []string, i int, put func(old string) string) []string {
		list = slices.Clone(list)
		list[i] = put(list[i])
		return list
	}
	caught := 0
	for _, bad := range smuggled {
		for _, put := range []func(string) string{
			func(old string) string { return bad + old }, func(old string) string { return old + bad },
			func(old string) string { return strings.Replace(old, "><", ">"+bad+"<", 1) },
		} {
			for i := range pieces {
				changed := plant(pieces, i, put)
				caught += hold(t, rules, changed, parts)
			}
			for i := range parts {
				caught += hold(t, rules, pieces, plant(parts, i, put))
			}
		}
	}
	if caught < 600 {
		t.Errorf("only %d of the planted pages break a rule", caught)
	}
}

// TestSeen watches for values of attributes: in whichever part and attribute
// they are, and not in text, in another value or in the frame.
func TestSeen(t *testing.T) {
	rules, pieces, parts := framed()
	frame := rules.Frame(pieces, "https://www.smhi.se/", "/en/", "https://example.org/", "tel:112", "/sv/", "112", "Hjälp", "tel")
	parts[2] += `<p>/sv/ "/sv/" <a href="/sv/a/">"/sv/"</a></p>`
	clean, seen := frame.Clean(parts...)
	if want := []int{2, 1, 7, 3}; !clean || !slices.Equal(seen, want) {
		t.Errorf("%v, %v are seen, not %v", clean, seen, want)
	}
}

// hold compares the frame's answer with the page's. It returns 1 for a page that breaks a rule.
func hold(t *testing.T, rules Rules, pieces, parts []string) int {
	t.Helper()
	page := join(pieces, parts)
	whole := rules.Page([]byte(page))
	if clean, _ := rules.Frame(pieces).Clean(parts...); clean && len(whole) > 0 {
		t.Errorf("called clean:\n%q\nin pieces %q\nbut: %s", parts, pieces, texts(whole))
	}
	return min(1, len(whole))
}

func FuzzFrame(f *testing.F) {
	rules, pieces, parts := framed()
	for _, bad := range smuggled {
		f.Add(parts[0]+bad, parts[1]+bad, bad+parts[2])
	}
	f.Fuzz(func(t *testing.T, head, languages, main string) {
		hold(t, rules, pieces, []string{head, languages, main})
	})
}
