# The two things a newcomer needs: `go run ./cmd/vart serve` and `make test`.
GO ?= go

.PHONY: test lint update bench profile review
# Tests need no profile (see below), and would compile everything twice for it.
test lint: export GOFLAGS += -pgo=off
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

# What the compiler is told of where the time goes (https://go.dev/doc/pgo); a
# few percent. To be made again when what takes the time has changed.
profile:
	$(GO) test ./internal/build -run '^$$' -bench Site -benchtime 12x -guides 1000 -cpuprofile cmd/vart/default.pgo -o /dev/null

# Everything the site says, one document a language, to print, read and sign.
review:
	$(GO) run ./cmd/vart review --language sv --to review-sv.html
	$(GO) run ./cmd/vart review --language en --to review-en.html
