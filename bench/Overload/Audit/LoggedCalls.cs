using Tollgate.Domain.Quotas;
using Tollgate.Overload.Calls;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Overload.Audit;

/// <summary>How often each call stands in the log.</summary>
internal sealed class LoggedCalls(int calls)
{
    private readonly byte[] _times = new byte[calls];

    /// <summary>Charges that nobody asked for.</summary>
    public int Strangers { get; private set; }

    public static async Task<LoggedCalls> ReadAsync(string path, int calls, CancellationToken stopping)
    {
        var logged = new LoggedCalls(calls);
        using var log = SqliteLogView.Open(path);
        await foreach (var stream in log.ListAsync("quota/", stopping))
            await foreach (var recorded in log.ReadAsync(stream, fromVersion: 1, stopping))
                foreach (var data in recorded.Batch.Events)
                    if (QuotaEventCodec.Decode(data.Type, data.Data.Span) is CallsCharged charged)
                        logged.Add(charged.RequestId);
        return logged;
    }

    /// <summary>Everybody who was told yes is in the log once; whoever was told anything else is there once at most.</summary>
    public LogAudit Audit(IEnumerable<CallResult> results)
    {
        var (lost, doubled, unanswered) = (0, _times.Count(static times => times > 1), 0);
        foreach (var call in results)
        {
            lost += call.IsAllowed && _times[call.Number] == 0 ? 1 : 0;
            unanswered += !call.IsAllowed && _times[call.Number] > 0 ? 1 : 0;
        }

        return new LogAudit(_times.LongCount(static times => times > 0), lost, doubled, Strangers, unanswered);
    }

    private void Add(string requestId)
    {
        if (CallTexts.TryReadNumber(requestId, out var number) && number < _times.Length)
            _times[number] = (byte)Math.Min(_times[number] + 1, 2);
        else
            Strangers++;
    }
}
