.DEFAULT_GOAL := help
.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*/\1/p' Makefile)

silo := src/Silo/bin/Release/net10.0/Tollgate.Silo
# As dotnet build does it, which says that all is well in five lines that nobody asked for.
quiet-build := dotnet msbuild -restore -nologo -verbosity:quiet -property:Configuration=Release
store = $(if $(STORE),--store "$$STORE")

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything in Release, and pack what is deployed to AWS
	@eng/prerequisites.sh
	dotnet build Orleans.sln --configuration Release --nologo --verbosity minimal
	@eng/deploy.sh build

package: ## Compile the authorizer to native code: artifacts/authorizer.zip; ARCH=arm64 for Graviton
	@eng/package.sh $(ARCH)

test: ## Build, run every test suite and count; SUITES="Domain Sqlite" runs these only
	@eng/test.sh $(SUITES)

fuzz: ## A million mutated events and tokens for the authorizer before a silo; SEED=7, COUNT=100000; minutes
	@eng/package.sh
	@$(quiet-build) tests/AuthorizerLambda.Fuzz
	@FUZZ_SEED=$(or $(SEED),1) FUZZ_COUNT=$(or $(COUNT),1000000) \
	  tests/AuthorizerLambda.Fuzz/bin/Release/net10.0/Tollgate.AuthorizerLambda.Fuzz.Tests -noLogo -diagnostics

mutation: ## Break the rules on purpose, again and again, and print how often the tests of the domain notice; ten minutes
	@eng/mutation.sh

demo: ## Start everything on this machine and tell the story; ONCE=1 ends after it, PORT=9000 moves the ports
	@eng/prerequisites.sh
	@eng/web.sh --if-possible & $(quiet-build) local/Demo && wait
	@exec local/Demo/bin/Release/net10.0/Tollgate.Local.Demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

web: ## Build the web app, which a silo then serves under /console
	@eng/prerequisites.sh web
	@eng/web.sh

screenshots: ## Write the web app's main views, two widths in both themes, to artifacts/screenshots and one to docs
	@eng/prerequisites.sh web browser
	@eng/web.sh
	@$(quiet-build) tests/Web
	@SCREENSHOTS=$(CURDIR)/artifacts/screenshots tests/Web/bin/Release/net10.0/Tollgate.Web.Tests -noLogo -explicit only -method '*EveryView*'
	@cp artifacts/screenshots/quota-desktop-light.png docs/web-app.png

cluster: ## Start three silos on DynamoDB Local as processes; ONCE=1 ends after a try, PORT=9000 moves the ports
	@eng/prerequisites.sh
	@eng/dynamodb-local.sh
	@$(quiet-build) local/Demo
	@exec local/Demo/bin/Release/net10.0/Tollgate.Local.Demo cluster $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

load: ## Charge 1,000 users through three silos, one goes and one comes, and audit each; STORE=memory or dynamodb (Local), CHARGES=200000
	@eng/prerequisites.sh
	@$(if $(filter dynamodb,$(STORE)),eng/dynamodb-local.sh)
	@$(quiet-build) bench/Load
	@exec bench/Load/bin/Release/net10.0/Tollgate.Load $(if $(STORE),--store $(STORE)) $(if $(CHARGES),--charges $(CHARGES))

overload: ## Offer a silo twice what it can do, then garbage tokens: answers, queues, memory, and what is in the log after; SECONDS=60
	@eng/prerequisites.sh
	@$(quiet-build) bench/Overload
	@exec bench/Overload/bin/Release/net10.0/Tollgate.Overload $(if $(SECONDS),--seconds $(SECONDS))

bench-cold: ## Cold start, memory and size of the authorizer, beside a native program that does nothing; a minute
	@eng/package.sh
	@eng/native.sh bench/EmptyBootstrap artifacts/empty-bootstrap
	@$(quiet-build) bench/ColdStart
	@exec bench/ColdStart/bin/Release/net10.0/Tollgate.ColdStart

bench: ## Measure Tollgate beside Redis, DynamoDB and plain ASP.NET Core in one run, and cold starts; minutes; ONLY="noop ceiling" measures these only
	@eng/prerequisites.sh wrk redis-server
	@eng/dynamodb-local.sh
	@$(quiet-build) bench/Throughput
	@bench/Throughput/bin/Release/net10.0/Tollgate.Throughput --results bench/results/latest.json $(if $(ONLY),--only $(ONLY))
	@$(if $(ONLY),,$(MAKE) --no-print-directory bench-cold)

bench-profile: ## Sample a contender under load: where its processor time goes; ONLY=tollgate-strict-sqlite
	@eng/prerequisites.sh wrk redis-server perf
	@eng/dynamodb-local.sh
	@$(quiet-build) bench/Throughput
	@eng/bench-profile.sh $(or $(ONLY),tollgate-strict-sqlite)

capacity: ## Work out silos, write units and dollars from the last make bench
	@$(quiet-build) bench/Throughput
	@exec bench/Throughput/bin/Release/net10.0/Tollgate.Throughput capacity bench/results/latest.json

bench-scale: ## Measure memory and speed at a thousand, a hundred thousand and a million users of today; minutes
	@eng/prerequisites.sh wrk
	@$(quiet-build) bench/Scale
	@$(quiet-build) bench/Throughput
	@bench/Scale/bin/Release/net10.0/Tollgate.Scale
	@exec bench/Throughput/bin/Release/net10.0/Tollgate.Throughput --scale --results bench/results/scale.json

bench-log: ## Make a log of 50 million events, 12 GB: read it cold, restart on it after kill -9, remove old days; EVENTS=50000000, LOG=path uses one
	@eng/prerequisites.sh
	@$(quiet-build) bench/Log
	@exec bench/Log/bin/Release/net10.0/Tollgate.Log $(if $(EVENTS),--events $(EVENTS)) $(if $(LOG),--log "$$LOG")

openapi: ## Write docs/openapi.json as the silo serves it now
	@$(quiet-build) tests/Silo
	@UPDATE_OPENAPI=1 tests/Silo/bin/Release/net10.0/Tollgate.Silo.Tests -noLogo -method '*ServedDocument_IsTheCommittedOne'

# A silo may be running from the same folder, so what is built already is left alone.
$(silo):
	@$(quiet-build) src/Silo

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

import: $(silo) ## Take over from the AWS pattern: USAGE=table, ROLES=table, DRY=1 writes nothing, DEFAULT_CALL_LIMIT=50, STORE=path
	@$(silo) import $(if $(USAGE),--usage-table "$$USAGE") $(if $(ROLES),--roles-table "$$ROLES") $(if $(DRY),--dry-run) $(if $(DEFAULT_CALL_LIMIT),--default-limit "$$DEFAULT_CALL_LIMIT") $(store)
