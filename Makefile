.DEFAULT_GOAL := help
.PHONY: help build demo load test

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything in Release
	@eng/prerequisites.sh
	dotnet build Orleans.sln --configuration Release --nologo --verbosity minimal

test: ## Build, run every test suite and count; SUITES="Domain Sqlite" runs these only
	@eng/test.sh $(SUITES)

demo: ## Start everything on this machine and tell the story; ONCE=1 ends after it, PORT=9000 moves the ports
	@eng/prerequisites.sh
	@dotnet build local/Demo --configuration Release --nologo --verbosity quiet
	@exec local/Demo/bin/Release/net10.0/Tollgate.Local.Demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

load: ## Charge 1,000 users through three silos, one goes and one comes, and audit each; STORE=memory needs no disk
	@eng/prerequisites.sh
	@dotnet build bench/Load --configuration Release --nologo --verbosity quiet
	@exec bench/Load/bin/Release/net10.0/Tollgate.Load $(if $(STORE),--store $(STORE))
