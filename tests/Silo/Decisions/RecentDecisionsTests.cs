using Tollgate.Domain;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Decisions;

namespace Tollgate.Silo.Tests.Decisions;

public sealed class RecentDecisionsTests
{
    private readonly RecentDecisions _recent = new();

    [Fact]
    public void Find_GivesThePrincipalsOwn_NewestFirst_OfBothKinds()
    {
        for (var n = 0; n < 10; n++)
        {
            _recent.Add(Record("alice", n * 3));
            _recent.AddLogged(Record("alice", (n * 3) + 1));
            _recent.Add(Record("bob", (n * 3) + 2));
        }

        var found = _recent.Find(Of("alice"), limit: 5);

        Assert.Equal(["28", "27", "25", "24", "22"], found.Select(record => record.Id));
        Assert.Equal(20, _recent.Find(Of("alice"), limit: 1000).Count);
        Assert.Empty(_recent.Find(Of("carol"), limit: 1000));
        Assert.Empty(_recent.Find(Of("alice"), limit: 0));
    }

    [Fact]
    public void MoreThanThereIsRoomFor_DrivesTheOldestOut()
    {
        for (var n = 0; n < RecentDecisions.MaxOthers + 1; n++)
            _recent.Add(Record("alice", n));

        var found = _recent.Find(Of("alice"), limit: int.MaxValue);

        Assert.Equal(RecentDecisions.MaxOthers, found.Count);
        Assert.Equal("1", found[^1].Id);
    }

    [Fact]
    public void FloodOfOthers_LeavesTheLoggedDenials()
    {
        _recent.AddLogged(Record("alice", 0));

        for (var n = 0; n < RecentDecisions.MaxOthers + 1; n++)
            _recent.Add(Record("bob", n));

        Assert.Single(_recent.Find(Of("alice"), limit: 10));
    }

    [Fact]
    public async Task ManyWritersAndAReader_LoseNothing()
    {
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                    Assert.All(_recent.Find(Of("worker 1"), limit: 100), record => Assert.Equal("worker 1", record.Principal.Value));
            },
            TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            () =>
            {
                for (var n = 0; n < 5000; n++)
                    _recent.Add(Record($"worker {worker}", n));
            },
            TestContext.Current.CancellationToken)));
        await stop.CancelAsync();
        await reader;

        Assert.All(Enumerable.Range(0, 4), worker => Assert.Equal(5000, _recent.Find(Of($"worker {worker}"), int.MaxValue).Count));
    }

    [Fact]
    public void RecordOfALongPathAndManyRoles_IsCut()
    {
        var record = Record("alice", 0) with
        {
            Path = string.Concat(Enumerable.Repeat("/orders", 300)),
            Roles = [.. Enumerable.Range(0, 100).Select(n => new string('r', 50))],
        };

        Assert.Equal(CallerText.MaxLength, record.Path.Length);
        Assert.True(record.Roles.Sum(role => role.Length) <= CallerText.MaxLength + 1);
    }

    private static Principal Of(string name) => Principal.TryParse(name, lowerCase: false, out var principal) ? principal : throw new ArgumentException(name);

    private static DecisionRecord Record(string principal, int second) => new($"{second}", RunningSilo.Noon.AddSeconds(second), Of(principal))
    {
        Denial = DenialReason.RoleNotAllowed,
        Roles = ["IT"],
        Method = "GET",
        Path = "/blog",
        RoleMapVersion = 1,
        Units = 1,
        RequestId = "r",
    };
}
