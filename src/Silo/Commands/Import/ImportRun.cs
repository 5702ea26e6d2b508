using System.Collections.Concurrent;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Domain.Usage;
using Tollgate.DynamoDb.Import;

namespace Tollgate.Silo.Commands.Import;

/// <summary>
/// Goes through both tables, the roles first: until a resource is mapped, nobody may call it. Whose day is open after it stands in the usage directory as
/// well, as if a silo had opened it.
/// </summary>
internal sealed class ImportRun(
    PatternTables tables, ImportStreams streams, ImportPlan plan, ImportReport report, TimeProvider clock, ProgressLine progress)
{
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<Principal, string> _seen = new();
    private readonly ConcurrentBag<(QuotaDay Day, Principal Principal)> _open = [];

    public async Task RunAsync(CancellationToken stopping)
    {
        // The map is one stream, so one after the other.
        await foreach (var row in tables.ReadRolesAsync(plan.RolesTable, stopping))
            await TakeRolesAsync(row, stopping);
        await Parallel.ForEachAsync(
            tables.ReadUsageAsync(plan.UsageTable, stopping),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping },
            async (row, cancelled) => await TakeUsageAsync(row, cancelled));
        await ListAsync(stopping);
    }

    private async Task TakeRolesAsync(PatternRoles row, CancellationToken stopping)
    {
        Next();
        if (row.Resource is null || !ResourcePattern.TryParse(row.Resource, out _))
            report.Refuse($"Resource '{row.Resource}' is no path; its roles are not taken over.");
        else if (row.Roles is not { Count: > 0 } roles || !roles.All(RoleName.IsValid))
            report.Refuse($"Resource '{row.Resource}' has no roles that can be read; it is not taken over.");
        else
            await MapAsync(new ResourceMapped(row.Resource, RoleMap.AnyMethod, roles, ImportPlan.Actor), stopping);
    }

    private async Task MapAsync(ResourceMapped mapped, CancellationToken stopping)
    {
        // Somebody who has mapped it here, in whatever way, knew better than a table of before.
        var (result, _) = await streams.DecideAsync(
            map => map.Roles.Keys.Any(key => key.Resource == mapped.Resource) && RoleDecisions.Map(map, mapped) is { Reply: MapResult.Changed }
                ? new(null, [])
                : Optional(RoleDecisions.Map(map, mapped)),
            stopping);
        if (result is MapResult.Changed or MapResult.Unchanged)
            report.Role(isNew: result == MapResult.Changed);
        else
            report.RoleStays($"Resource '{mapped.Resource}' is mapped in another way already, which stays.");
    }

    private static Decision<MapResult?, RoleMapEvent> Optional(Decision<MapResult, RoleMapEvent> decision) => new(decision.Reply, decision.Events);

    private async Task TakeUsageAsync(PatternUsage row, CancellationToken stopping)
    {
        Next();
        if (!Principal.TryParse(row.PrincipalId, plan.LowerCase, out var principal))
            report.Refuse($"PrincipalId '{row.PrincipalId}' cannot be a principal; the row is not taken over.");
        else if (row.CallLimit is not (>= QuotaLimit.Min and <= QuotaLimit.Max) || row.Calls is not (>= 0 and <= QuotaLimit.Max))
            report.Refuse($"{principal}: CallLimit or Calls is not a number of calls; the row is not taken over.");
        else if (_seen.GetOrAdd(principal, row.PrincipalId!) is var first && first != row.PrincipalId)
            report.Refuse($"PrincipalId '{row.PrincipalId}' is the same principal as '{first}', whose row was taken over.");
        else
            await TakeAsync(principal, row.CallLimit.Value, row.Calls.Value, row.Ttl, stopping);
    }

    private async Task TakeAsync(Principal principal, long limit, long calls, long? ttl, CancellationToken stopping)
    {
        var today = QuotaDay.Of(clock.GetUtcNow());
        if (limit != plan.PatternLimit)
            await OverrideAsync(principal, limit, today, stopping);
        if (ttl is { } seconds && calls > 0 && IsOn(today, seconds))
        {
            var (_, account) = await streams.DecideAsync(principal, static _ => new Decision<bool, AccountEvent>(false, []), stopping);
            var (isNew, opened) = await streams.DecideAsync(principal, today, day =>
            {
                var decision = QuotaDecisions.Import(day, calls, plan.Source, account.On(today, plan.DefaultLimit));
                return new Decision<bool, QuotaEvent>(decision.Events.Count > 0, decision.Events);
            }, stopping);
            report.Usage(isNew);
            List(principal, opened);
        }
    }

    private async Task OverrideAsync(Principal principal, long limit, QuotaDay today, CancellationToken stopping)
    {
        var wanted = new LimitOverride(limit, UntilDay: null);
        var (isNew, account) = await streams.DecideAsync(principal, state =>
            state.Version == 0 ? AccountDecisions.Override(state, wanted, ImportPlan.Actor, plan.Reason) : new(false, []), stopping);
        if (account.Override != wanted)
        {
            report.OverrideStays($"{principal} was given a limit here already, which stays.");
            return;
        }

        report.Override(isNew);

        // A silo that has the day at hand must hear of it, and if this was interrupted the last time, now.
        var (_, opened) = await streams.DecideAsync(principal, today, day => isNew || day.IsOpen
            ? QuotaDecisions.FollowAccount(day, account.On(today, plan.DefaultLimit))
            : new(QuotaReading.Of(day), []), stopping);
        List(principal, opened);
    }

    private void List(Principal principal, QuotaState day)
    {
        if (day.IsOpen)
            _open.Add((day.Day, principal));
    }

    private async Task ListAsync(CancellationToken stopping)
    {
        foreach (var ofDay in _open.GroupBy(static open => open.Day, static open => open.Principal.Value))
            foreach (var names in UsageDecisions.See(UsageDirectory.Initial, ofDay).Events.Cast<PrincipalsSeen>()) // as many as one event holds
                await streams.DecideAsync(ofDay.Key, directory => UsageDecisions.See(directory, names.Principals), stopping);
    }

    private static bool IsOn(QuotaDay today, long seconds) =>
        seconds >= today.Start.ToUnixTimeSeconds() && seconds < today.End.ToUnixTimeSeconds();

    private void Next()
    {
        report.Row();
        progress.Report(() => $"So far {report.Rows} rows");
    }
}
