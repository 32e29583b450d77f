# What each target does is said in docs/contributing.md.
PREFIX ?= /usr/local
SWIFT_FILES := Package.swift Sources Tests schema/Schema.swift
RELEASE := swift build -c release --product parley --static-swift-stdlib

.PHONY: demo test transcripts goldens torture ha build format lint bench reference install deb fresh bootstrap clean

bootstrap:
	@deploy/bootstrap

build: bootstrap
	$(RELEASE)

demo: build
	@PARLEY="$$($(RELEASE) --show-bin-path)/parley" deploy/demo

test:
	@deploy/bootstrap tests
	swift build --build-tests --enable-code-coverage
	@deploy/test --coverage
	@deploy/coverage

transcripts:
	@deploy/bootstrap tests
	swift build --build-tests
	PARLEY_TRANSCRIPTS=write swift test --skip-build --disable-xctest --no-parallel --filter TranscriptsTests

goldens:
	@deploy/bootstrap tests
	swift build --build-tests
	PARLEY_GOLDENS=write swift test --skip-build --disable-xctest --no-parallel --filter GoldenRowsTests

torture:
	@deploy/bootstrap tests
	PARLEY_TORTURE=1 swift test --disable-xctest --no-parallel --filter FaultsTests

ha:
	@deploy/bootstrap tests
	swift build --product parley
	@PARLEY="$$(swift build --show-bin-path)/parley" .build/python/bin/python -B deploy/patroni/trial.py

lint:
	swift format lint --strict --recursive $(SWIFT_FILES)
	deploy/lint

format:
	swift format --in-place --recursive $(SWIFT_FILES)

bench: build
	swift build -c release --product DecodeBench --static-swift-stdlib
	@DECODE="$$($(RELEASE) --show-bin-path)/DecodeBench" PARLEY="$$($(RELEASE) --show-bin-path)/parley" python3 -B deploy/bench

reference: build
	"$$($(RELEASE) --show-bin-path)/parley" manual --reference docs/reference --tables schema/read/tables

install: build
	install -D "$$($(RELEASE) --show-bin-path)/parley" "$(DESTDIR)$(PREFIX)/bin/parley"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	"$(DESTDIR)$(PREFIX)/bin/parley" manual > "$(DESTDIR)$(PREFIX)/share/man/man1/parley.1"
	"$(DESTDIR)$(PREFIX)/bin/parley" --generate-completion-script bash \
	  > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/parley"
	"$(DESTDIR)$(PREFIX)/bin/parley" --generate-completion-script zsh \
	  > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_parley"
	"$(DESTDIR)$(PREFIX)/bin/parley" --generate-completion-script fish \
	  > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/parley.fish"

deb:
	@deploy/deb

fresh:
	@deploy/fresh

clean:
	swift package clean
