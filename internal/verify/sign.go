package verify

import (
	"errors"
	"fmt"
	"io/fs"

	"aead.dev/minisign"

	"vart/internal/output"
)

// Errors of signatures.
var (
	ErrUnsigned = errors.New("the list is not signed")
	ErrForged   = errors.New("the signature is not of this list and this key")
	ErrPassword = errors.New("the key needs its password")
)

// Signer returns what signs a list with the secret key of minisign(1). The
// signature carries comment and no clock, so that the same list is signed with
// the same bytes.
func Signer(key []byte, password, comment string) (func(list []byte) ([]byte, error), error) {
	var secret minisign.PrivateKey
	var err error
	switch {
	case !minisign.IsEncrypted(key):
		err = secret.UnmarshalText(key)
	case password == "":
		return nil, ErrPassword
	default:
		secret, err = minisign.DecryptKey(password, key)
	}
	if err != nil {
		return nil, err
	}
	return func(list []byte) ([]byte, error) {
		return minisign.SignWithComments(secret, list, comment, "signature of "+output.Sums), nil
	}, nil
}

// Signed says whether the list in a built folder is signed with the public key
// of minisign(1); nil is yes.
func Signed(dir fs.FS, key []byte) error {
	var public minisign.PublicKey
	if err := public.UnmarshalText(key); err != nil {
		return fmt.Errorf("read the key: %w", err)
	}
	list, err := fs.ReadFile(dir, output.Sums)
	if err != nil {
		return err
	}
	signature, err := fs.ReadFile(dir, output.Signature)
	if errors.Is(err, fs.ErrNotExist) {
		return ErrUnsigned
	}
	if err != nil {
		return err
	}
	if !minisign.Verify(public, list, signature) {
		return ErrForged
	}
	return nil
}
