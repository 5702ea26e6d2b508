using System.Collections.Concurrent;
using Tollgate.Tests.Calls;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>
/// Many callers that ask the silo without a pause, each call for a user chosen by chance and under a request id of its own. A caller ends when
/// the silo no longer answers.
/// </summary>
internal sealed class Load
{
    private const int Callers = 32;

    private readonly RunningSystem _system;
    private readonly IReadOnlyList<LoadUser> _users;
    private readonly ConcurrentQueue<SentCall> _sent = new();
    private readonly Task[] _callers;
    private int _answered;
    private volatile bool _hasEnded;

    private Load(RunningSystem system, IReadOnlyList<LoadUser> users)
    {
        _system = system;
        _users = users;
        _callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync))];
    }

    public int Answered => Volatile.Read(ref _answered);

    /// <param name="users">At least one of them without a bound.</param>
    public static Load Start(RunningSystem system, IReadOnlyList<LoadUser> users) => new(system, users);

    public async Task UntilAnsweredAsync(int calls)
    {
        while (Answered < calls)
        {
            Assert.True(_callers.Any(caller => !caller.IsCompleted), $"The silo is gone after {Answered} answers.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the last caller has noticed that the silo is gone.</summary>
    public async Task<IReadOnlyCollection<SentCall>> UntilGoneAsync()
    {
        await Task.WhenAll(_callers);
        return _sent;
    }

    /// <summary>Lets every caller finish the call that it is in.</summary>
    public Task<IReadOnlyCollection<SentCall>> EndAsync()
    {
        _hasEnded = true;
        return UntilGoneAsync();
    }

    private async Task CallAsync()
    {
        while (!_hasEnded)
        {
            var user = NextUser();
            var requestId = Guid.NewGuid().ToString("N");
            try
            {
                var answer = await _system.AuthorizeAsync(user.Token, requestId);
                _sent.Enqueue(new SentCall(user.Name, requestId, answer));
                Interlocked.Increment(ref _answered);
            }
            catch (HttpRequestException)
            {
                _sent.Enqueue(new SentCall(user.Name, requestId, null));
                return;
            }
        }
    }

    private LoadUser NextUser()
    {
        while (true)
        {
            var user = _users[Random.Shared.Next(_users.Count)];
            if (user.TryTakeCall())
                return user;
        }
    }
}
