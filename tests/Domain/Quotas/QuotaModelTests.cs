using CsCheck;
using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>
/// Random commands to two activations of one day that share a log, against <see cref="NaiveDay"/>. An activation that is behind has its
/// append refused and asks again; after every command one crashes, and the command comes a second time.
/// </summary>
public sealed class QuotaModelTests
{
    // What an answer may have written. All others wrote nothing.
    private static readonly string[] Writing = ["Allowed", "Refunded", "Reset", "Followed", "Imported"];

    [Fact]
    public void Decisions_RandomDays_AgreeWithTheModelAndWithTheLog() =>
        QuotaCommandGen.Steps("a", "b", "c", "d", "e", "f", "g", "h", "i", "j").Sample(
            steps => Run(steps, new SharedLog(), new NaiveDay()),
            iter: Tries.Of(1_500));

    // The same on a day that already remembers nearly all it can, so that ids are forgotten on the way.
    [Fact]
    public void Decisions_RandomDaysOfForgetfulStreams_AgreeWithTheModelAndWithTheLog()
    {
        var filling = Enumerable.Range(1, RequestMemory.Capacity - 4)
            .Select(i => new QuotaStep("charge", $"old-{i}", 1, false, "/blog", "GET", 5_000, 0, 0))
            .ToArray();
        var (log, model) = (new SharedLog(), new NaiveDay());
        foreach (var step in filling)
        {
            log.Append(step.Ask(log.States[0]).Events, 0);
            step.Ask(model);
        }

        QuotaCommandGen.Steps("old-1", "old-2", "old-3", "a", "b", "c", "d", "e", "f").Sample(
            steps => Run(steps, new SharedLog(log), new NaiveDay(model)),
            iter: Tries.Of(25));
    }

    private static void Run(QuotaStep[] steps, SharedLog log, NaiveDay model)
    {
        foreach (var step in steps)
        {
            var before = log.Count;
            var answer = log.Ask(step);
            Assert.Equal(step.Ask(model), answer);
            Assert.Equal(log.Count, answer.Version);
            Assert.Equal(log.LimitAndUsed, (answer.Limit, answer.Used));
            if (!Writing.Contains(answer.Result))
                Assert.All(log.Since(before), written => Assert.True(answer.Result == "Denied" && written is DayOpened or QuotaExhausted));

            var written = log.Count;
            log.Crash(1 - step.Activation);
            var again = log.Ask(step with { Activation = 1 - step.Activation });
            Assert.Equal(step.Ask(model), again);
            Assert.Equal(written, log.Count);
            Assert.DoesNotContain(again.Result, new[] { "Allowed", "Refunded", "Reset" });
        }

        log.AssertProvesItself();
    }

    /// <summary>A stream as a store keeps it, and two activations that know a part of it.</summary>
    private sealed class SharedLog
    {
        private readonly List<QuotaEvent> _events = [];
        private readonly QuotaState _start = QuotaState.Initial(GivenDay.Today);
        private readonly int _folded;

        public SharedLog() => States = [_start, _start];

        // What was folded before is taken as it is: the memory's own tests fold it in every other way.
        public SharedLog(SharedLog before)
        {
            _events.AddRange(before._events);
            _start = before.States[0];
            _folded = _events.Count;
            States = [_start, _start];
        }

        public QuotaState[] States { get; }

        public int Count => _events.Count;

        // By the events alone, oldest to newest.
        public (long Limit, long Used) LimitAndUsed => _events.Aggregate((Limit: 0L, Used: 0L), Add);

        public IEnumerable<QuotaEvent> Since(int version) => _events.Skip(version);

        public void Crash(int activation) => States[activation] = _events.Skip(_folded).Aggregate(_start, (state, happened) => state.Evolve(happened));

        public Answer Ask(QuotaStep step)
        {
            var (answer, events) = step.Ask(States[step.Activation]);
            if (States[step.Activation].Version != Count)
            {
                // Refused by the store, or by the check of its head: decided anew on what stands there.
                Crash(step.Activation);
                (answer, events) = step.Ask(States[step.Activation]);
            }

            Append(events, step.Activation);
            return answer;
        }

        public void Append(IReadOnlyList<QuotaEvent> events, int activation)
        {
            foreach (var stored in events.Select(QuotaEventCodec.Encode))
            {
                var happened = QuotaEventCodec.Decode(stored.Type, stored.Data);
                _events.Add(happened);
                States[activation] = States[activation].Evolve(happened);
            }
        }

        public void AssertProvesItself()
        {
            var (limit, used) = (0L, 0L);
            foreach (var happened in _events)
            {
                if (happened is CallsCharged charged)
                    Assert.True((Int128)used + charged.Units <= limit, $"{used} + {charged.Units} > {limit}");
                (limit, used) = Add((limit, used), happened);
                Assert.True(used >= 0, $"used is {used}");
            }

            Assert.InRange(_events.Count(e => e is QuotaExhausted), 0, 1);
            Assert.InRange(_events.Count(e => e is UsageImported), 0, 1);
            Assert.Equal(_events.Count == 0 ? 0 : 1, _events.Count(e => e is DayOpened));
            var refunds = _events.OfType<ChargeRefunded>().GroupBy(refund => refund.RequestId).Select(refund => (Id: refund.Key, Times: refund.Count()));
            Assert.All(refunds, refund => Assert.True(refund.Times <= _events.OfType<CallsCharged>().Count(charge => charge.RequestId == refund.Id)));
        }

        private static (long Limit, long Used) Add((long Limit, long Used) day, QuotaEvent happened) => happened switch
        {
            DayOpened e => (e.Limit, day.Used),
            LimitChanged e => (e.Limit, day.Used),
            CallsCharged e => (day.Limit, day.Used + e.Units),
            ChargeRefunded e => (day.Limit, day.Used - e.Units),
            UsageImported e => (day.Limit, day.Used + e.Units),
            UsageReset => (day.Limit, 0),
            _ => day,
        };
    }
}
