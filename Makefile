# The two things a newcomer needs: `go run ./cmd/vart serve` and `make test`.
GO ?= go

.PHONY: test lint update bench review
# The race detector watches everything but the walk through the finished site:
# there a browser does the work, and it would only make that slow.
test: lint
	$(GO) test -race -timeout 15m $$($(GO) list ./... | grep -v /internal/browsertest)
	$(GO) test -timeout 15m ./internal/browsertest

# What keeps the code as one hand wrote it; go fix -diff fails when the
# language has a newer way to say something.
lint:
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || { echo "gofmt -w . mends these"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) fix -diff ./...

# Rewrites golden files; read the difference before you commit it.
update:
	$(GO) test ./... -update

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Everything the site says, one document a language, to print, read and sign.
review:
	$(GO) run ./cmd/vart review --language sv --to review-sv.html
	$(GO) run ./cmd/vart review --language en --to review-en.html
