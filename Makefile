.DEFAULT_GOAL := help
.PHONY: help build package demo test openapi events verify backup restore mutation load web screenshots overload infra-test apply deploy publish destroy admin

silo := src/Silo/bin/Release/net10.0/Tollgate.Silo
store = $(if $(STORE),--store "$$STORE")

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything in Release, and pack what is deployed to AWS
	@eng/prerequisites.sh
	dotnet build Orleans.sln --configuration Release --nologo --verbosity minimal
	@eng/deploy.sh build

package: ## Compile the authorizer to native code: artifacts/authorizer.zip; ARCH=arm64 for Graviton
	@eng/package.sh $(ARCH)

test: ## Build, run every test suite and count; SUITES="Domain Sqlite" runs these only
	@eng/test.sh $(SUITES)

mutation: ## Break the rules on purpose, again and again, and print how often the tests of the domain notice; minutes
	@eng/mutation.sh

demo: ## Start everything on this machine and tell the story; ONCE=1 ends after it, PORT=9000 moves the ports
	@eng/prerequisites.sh
	@eng/web.sh --if-possible & dotnet build local/Demo --configuration Release --nologo --verbosity quiet && wait
	@exec local/Demo/bin/Release/net10.0/Tollgate.Local.Demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

web: ## Build the web app, which a silo then serves under /console
	@eng/prerequisites.sh web
	@eng/web.sh

screenshots: ## Write the web app's main views, two widths in both themes, to artifacts/screenshots and one to docs
	@eng/prerequisites.sh web browser
	@eng/web.sh
	@dotnet build tests/Web --configuration Release --nologo --verbosity quiet
	@SCREENSHOTS=$(CURDIR)/artifacts/screenshots tests/Web/bin/Release/net10.0/Tollgate.Web.Tests -noLogo -explicit only -method '*EveryView*'
	@cp artifacts/screenshots/quota-desktop-light.png docs/web-app.png

load: ## Charge 1,000 users through three silos, one goes and one comes, and audit each; STORE=memory needs no disk
	@eng/prerequisites.sh
	@dotnet build bench/Load --configuration Release --nologo --verbosity quiet
	@exec bench/Load/bin/Release/net10.0/Tollgate.Load $(if $(STORE),--store $(STORE))

overload: ## Offer a silo twice what it can do, then garbage tokens: answers, queues, memory, and what is in the log after; SECONDS=60
	@eng/prerequisites.sh
	@dotnet build bench/Overload --configuration Release --nologo --verbosity quiet
	@exec bench/Overload/bin/Release/net10.0/Tollgate.Overload $(if $(SECONDS),--seconds $(SECONDS))

openapi: ## Write docs/openapi.json as the silo serves it now
	@dotnet build tests/Silo --configuration Release --nologo --verbosity quiet
	@UPDATE_OPENAPI=1 tests/Silo/bin/Release/net10.0/Tollgate.Silo.Tests -noLogo -method '*ServedDocument_IsTheCommittedOne'

# A silo may be running from the same folder, so what is built already is left alone.
$(silo):
	@dotnet build src/Silo --configuration Release --nologo --verbosity quiet

events: $(silo) ## Print a user's day: P=alice@example.com, DAY=2026-11-22 (today), JSON=1, STORE=path
	@$(silo) events $(if $(P),--principal "$$P") $(if $(DAY),--day "$$DAY") $(if $(JSON),--json) $(store)

verify: $(silo) ## Fold every stream of the log and check that no limit was exceeded: STORE=path
	@$(silo) verify $(store)

backup: $(silo) ## Copy the log, served or not: TO=path, FORCE=1 replaces a file, STORE=path
	@$(silo) backup $(if $(TO),--to "$$TO") $(if $(FORCE),--force) $(store)

restore: $(silo) ## Put a backup in the place of the log, which is kept: FROM=path, STORE=path
	@$(silo) restore $(if $(FROM),--from "$$FROM") $(store)

infra-test: ## Synthesize the deployment without an account or a network, and test it
	@eng/infra-test.sh

apply: ## Deploy to AWS: make a change set, show it, execute it; YES=1 does not ask. Parameters: README
	@eng/deploy.sh apply

deploy: build apply ## Both

publish: ## Build the web app and upload it to the deployment
	@eng/deploy.sh publish

destroy: ## Delete the deployment; its tables, users, logs and buckets are kept
	@eng/deploy.sh destroy

# Every shell has a USER of its own: only one on the command line is meant.
admin: export ADMIN_USER = $(if $(filter command,$(origin USER)),$(USER))
admin: ## Make a user of the deployment an administrator: USER=alice@example.com
	@eng/deploy.sh admin
