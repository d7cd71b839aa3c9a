package hosting

import (
	"strings"

	"vart/internal/diag"
)

// Header is a response header that every address of a site has, and why.
type Header struct {
	Name, Value string
	Why         diag.Text
}

// Headers are what a meta element in a page cannot say, or says for pages
// only. policy is the Content-Security-Policy as it stands in the pages; exact
// keeps its hashes. The headers are the same for every visitor, so that none
// of them can tell one from another.
func Headers(policy string, exact bool) []Header {
	return []Header{
		{"Content-Security-Policy", frames(headerPolicy(policy, exact)),
			diag.T("säger åt webbläsaren att inte hämta något från någon annan, och låter ingen annan sajt visa sidorna i en ram", "tells the browser to load nothing from anybody else, and lets no other site show the pages in a frame")},
		{"Cache-Control", "no-store",
			diag.T("säger åt webbläsaren, och allt på vägen, att inte spara sidorna (RFC 9111, 5.2.2.5)", "tells the browser, and everything on the way, not to keep the pages (RFC 9111, 5.2.2.5)")},
		{"Referrer-Policy", "no-referrer",
			diag.T("den sajt som läsaren går vidare till får inte veta varifrån", "the site that the reader goes on to is not told where from")},
		{"X-Content-Type-Options", "nosniff",
			diag.T("en fil tolkas som det den är, aldrig som skript (Fetch, 3.6)", "a file is read as what it is, never as script (Fetch, 3.6)")},
		{"X-DNS-Prefetch-Control", "off",
			diag.T("webbläsaren slår inte upp namnen på länkade sajter innan någon väljer dem; sådana frågor syns i nätet", "the browser does not look up the names of linked sites before somebody chooses them; such questions show in the network")},
		{"Permissions-Policy", permissions(),
			diag.T("stänger av kamera, mikrofon, plats och allt annat som sidorna inte använder", "turns off camera, microphone, location and everything else that the pages do not use")},
		{"Cross-Origin-Opener-Policy", "same-origin",
			diag.T("en sajt som öppnade sidan i ett fönster kan inte styra eller iaktta det (HTML, 7.1.3)", "a site that opened the page in a window can neither steer nor watch it (HTML, 7.1.3)")},
		{"Cross-Origin-Resource-Policy", "same-origin",
			diag.T("andra sajter kan inte bädda in filerna (Fetch, 3.7)", "other sites cannot embed the files (Fetch, 3.7)")},
		{"Strict-Transport-Security", "max-age=63072000",
			diag.T("webbläsaren väljer https nästa gång, så att nätet hemma inte ser vilken sida (RFC 6797). Den minns då värdnamnet", "the browser chooses https the next time, so that the network at home does not see which page (RFC 6797). It then remembers the host's name")},
	}
}

// embedded are the headers that differ below /embed/, which other sites may
// frame.
func embedded(policy string, exact bool) []Header {
	return []Header{
		{Name: "Content-Security-Policy", Value: headerPolicy(policy, exact)},
		{Name: "Cross-Origin-Resource-Policy", Value: "cross-origin"},
	}
}

func frames(policy string) string { return policy + "; frame-ancestors 'none'" }

// headerPolicy is the pages' policy as a header. Unless exact, it holds for
// every build of the site: in place of the hashes it allows what stands in the
// page itself. A browser enforces the header and the page's own policy both,
// and each can only take away (Content Security Policy Level 3, 8.1), so pages
// are held to their hashes all the same. Hashes in a header that nobody prints
// anew turn off the quick exit's script on the day that a layout changes.
func headerPolicy(policy string, exact bool) string {
	if exact {
		return policy
	}
	var directives []string
	for directive := range strings.SplitSeq(policy, ";") {
		var words []string
		hashed := false
		for word := range strings.FieldsSeq(directive) {
			if strings.HasPrefix(word, "'sha256-") {
				hashed = true
				continue
			}
			words = append(words, word)
		}
		if hashed {
			words = append(words, "'unsafe-inline'")
		}
		directives = append(directives, strings.Join(words, " "))
	}
	return strings.Join(directives, "; ")
}

// features are what a page could ask a browser for
// (https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md).
var features = []string{
	"accelerometer", "ambient-light-sensor", "attribution-reporting", "autoplay", "bluetooth", "browsing-topics", "camera", "compute-pressure",
	"display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
	"join-ad-interest-group", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
	"private-state-token-issuance", "private-state-token-redemption", "publickey-credentials-create", "publickey-credentials-get", "run-ad-auction",
	"screen-wake-lock", "serial", "shared-storage", "shared-storage-select-url", "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking",
}

// permissions allows no feature to any origin, our own included.
func permissions() string { return strings.Join(features, "=(), ") + "=()" }
