.DEFAULT_GOAL := help
.PHONY: help build test

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything in Release
	@eng/prerequisites.sh
	dotnet build Orleans.sln --configuration Release --nologo --verbosity minimal

test: ## Build, run every test suite and count; SUITES="Domain Sqlite" runs these only
	@eng/test.sh $(SUITES)
