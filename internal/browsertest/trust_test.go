package browsertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"strings"
	"sync"
	"time"
)

// trust is what makes a browser trust our server: an authority, and the
// certificates that it gave to our hosts, by name. Each host has its own: a
// browser keeps the certificate beside the neutral page, and one for all hosts
// would tell ours.
type trust struct {
	authority *x509.Certificate
	hosts     map[string]*tls.Certificate
}

// config is the server's side.
func (t trust) config() *tls.Config {
	first := t.hosts[strings.TrimPrefix(ours, "https://")] // all have the same key
	return &tls.Config{Certificates: []tls.Certificate{*first}, GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		return t.hosts[hello.ServerName], nil // the first for a name that is none of them
	}}
}

var certificates = sync.OnceValue(func() trust {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	sign := func(what, by *x509.Certificate, key, with *ecdsa.PrivateKey) *x509.Certificate {
		what.NotBefore, what.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour)
		raw, err := x509.CreateCertificate(rand.Reader, what, by, &key.PublicKey, with)
		must(err)
		made, err := x509.ParseCertificate(raw)
		must(err)
		return made
	}
	above, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	below, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "browsertest"},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	authority := sign(root, root, above, above)
	all := trust{authority, map[string]*tls.Certificate{}}
	for i, origin := range []string{ours, sorani, neutral, before, plain, theirs, alone} {
		host := strings.TrimPrefix(origin, "https://")
		leaf := sign(&x509.Certificate{
			SerialNumber: big.NewInt(int64(i) + 2), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
			KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		}, authority, below, above)
		all.hosts[host] = &tls.Certificate{Certificate: [][]byte{leaf.Raw}, PrivateKey: below}
	}
	return all
})
