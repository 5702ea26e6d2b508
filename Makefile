.DEFAULT_GOAL := help
.PHONY: help build demo cluster test openapi events verify backup restore import mutation load bench capacity bench-scale

silo := src/Silo/bin/Release/net10.0/Tollgate.Silo
store = $(if $(STORE),--store "$$STORE")

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything in Release
	@eng/prerequisites.sh
	dotnet build Orleans.sln --configuration Release --nologo --verbosity minimal

test: ## Build, run every test suite and count; SUITES="Domain Sqlite" runs these only
	@eng/test.sh $(SUITES)

mutation: ## Break the rules on purpose, again and again, and print how often the tests of the domain notice; minutes
	@eng/mutation.sh

demo: ## Start everything on this machine and tell the story; ONCE=1 ends after it, PORT=9000 moves the ports
	@eng/prerequisites.sh
	@dotnet build local/Demo --configuration Release --nologo --verbosity quiet
	@exec local/Demo/bin/Release/net10.0/Tollgate.Local.Demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

cluster: ## Start three silos on DynamoDB Local as processes; ONCE=1 ends after a try, PORT=9000 moves the ports
	@eng/prerequisites.sh
	@eng/dynamodb-local.sh
	@dotnet build local/Demo --configuration Release --nologo --verbosity quiet
	@exec local/Demo/bin/Release/net10.0/Tollgate.Local.Demo cluster $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

load: ## Charge 1,000 users through three silos, one goes and one comes, and audit each; STORE=memory needs no disk
	@eng/prerequisites.sh
	@dotnet build bench/Load --configuration Release --nologo --verbosity quiet
	@exec bench/Load/bin/Release/net10.0/Tollgate.Load $(if $(STORE),--store $(STORE))

bench: ## Measure Tollgate beside Redis, DynamoDB and plain ASP.NET Core in one run; minutes; ONLY="noop ceiling" measures these only
	@eng/prerequisites.sh wrk redis-server
	@eng/dynamodb-local.sh
	@dotnet build bench/Throughput --configuration Release --nologo --verbosity quiet
	@exec bench/Throughput/bin/Release/net10.0/Tollgate.Throughput --results bench/results/latest.json $(if $(ONLY),--only $(ONLY))

capacity: ## Work out silos, write units and dollars from the last make bench
	@dotnet build bench/Throughput --configuration Release --nologo --verbosity quiet
	@exec bench/Throughput/bin/Release/net10.0/Tollgate.Throughput capacity bench/results/latest.json

bench-scale: ## Measure memory and speed at a thousand, a hundred thousand and a million users of today; minutes
	@eng/prerequisites.sh wrk
	@dotnet build bench/Scale --configuration Release --nologo --verbosity quiet
	@dotnet build bench/Throughput --configuration Release --nologo --verbosity quiet
	@bench/Scale/bin/Release/net10.0/Tollgate.Scale
	@exec bench/Throughput/bin/Release/net10.0/Tollgate.Throughput --scale --results bench/results/scale.json

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

import: $(silo) ## Take over from the AWS pattern: USAGE=table, ROLES=table, DRY=1 writes nothing, DEFAULT_CALL_LIMIT=50, STORE=path
	@$(silo) import $(if $(USAGE),--usage-table "$$USAGE") $(if $(ROLES),--roles-table "$$ROLES") $(if $(DRY),--dry-run) $(if $(DEFAULT_CALL_LIMIT),--default-limit "$$DEFAULT_CALL_LIMIT") $(store)
