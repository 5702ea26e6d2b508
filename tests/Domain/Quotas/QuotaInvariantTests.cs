using CsCheck;
using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>Random calls over random clocks against a model so simple that it is plainly right: a list of events per day.</summary>
public sealed class QuotaInvariantTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);
    private static readonly DateTimeOffset Epoch = GivenDay.Today.Start.AddHours(20);

    // Most calls come close together; some just reach a midnight; now and then the principal sleeps, up to a week and more.
    private static readonly Gen<TimeSpan> Pause = Gen.Frequency(
        (6, Gen.Long[0, TimeSpan.TicksPerSecond].Select(TimeSpan.FromTicks)),
        (3, Gen.Long[0, 4 * TimeSpan.TicksPerHour].Select(TimeSpan.FromTicks)),
        (1, Gen.Long[0, 9 * TimeSpan.TicksPerDay].Select(TimeSpan.FromTicks)));

    private static readonly Gen<long> Cost = Gen.Frequency((8, Gen.Long[1, 5]), (1, Gen.Long[1, 100]), (1, Gen.Long[999_990, Units.Max]));

    private static readonly Gen<long> Limit = Gen.Frequency(
        (1, Gen.Const(0L)), (6, Gen.Long[1, 60]), (2, Gen.Long[1, 5_000_000]), (1, Gen.Long[QuotaLimit.Max - 5, QuotaLimit.Max]));

    private sealed record Step(TimeSpan Pause, bool FastClock, long Units, long LimitIfOpened);

    private static readonly Gen<Step[]> Steps =
        Gen.Select(Pause, Gen.Bool, Cost, Limit, (pause, fast, units, limit) => new Step(pause, fast, units, limit)).Array[1, 80];

    [Fact]
    public void Charge_RandomCalls_NeverOverspendAndReadingsAreTheFold() =>
        Steps.Sample(
            steps => Run(steps, Skew, (before, decision, units, after) =>
            {
                var (limit, used) = Naive(after.Where(e => e is DayOpened).Concat(before.Where(e => e is CallsCharged)));
                Assert.Equal((Int128)used + units <= limit, decision.Reply.IsAllowed);

                var reading = decision.Reply.Reading;
                Assert.Equal(after.Count, reading.Version);
                Assert.Equal(Naive(after), (reading.Limit, reading.Used));
                Assert.Equal(Math.Max(0, reading.Limit - reading.Used), reading.Remaining);
            }),
            iter: Tries.Of(500));

    [Fact]
    public void Charge_RandomCalls_LeaveStreamsThatHoldTheirOwnProof() =>
        Steps.Sample(
            steps =>
            {
                foreach (var stream in Run(steps, Skew))
                {
                    Assert.IsType<DayOpened>(stream[0]);
                    Assert.DoesNotContain(stream.Skip(1), e => e is DayOpened);
                    Assert.InRange(stream.Count(e => e is QuotaExhausted), 0, 1);
                    for (var i = 0; i < stream.Count; i++)
                        if (stream[i] is CallsCharged charged)
                        {
                            var (limit, used) = Naive(stream.Take(i));
                            Assert.True((Int128)used + charged.Units <= limit, $"event {i + 1} overspends: {used} + {charged.Units} > {limit}");
                        }
                }
            },
            iter: Tries.Of(500));

    [Fact]
    public void Charge_Denied_ChangesNothingButTheFirstRefusalOfTheDay() =>
        Steps.Sample(
            steps => Run(steps, Skew, (before, decision, _, after) =>
            {
                if (decision.Reply.IsAllowed)
                    return;
                QuotaEvent[] opening = before.Count == 0 ? [after[0]] : [];
                QuotaEvent[] refusal = before.Any(e => e is QuotaExhausted) ? [] : [new QuotaExhausted()];
                Assert.Equal([.. before, .. opening, .. refusal], after);
                Assert.Equal(Naive(before).Used, decision.Reply.Reading.Used);
            }),
            iter: Tries.Of(500));

    [Fact]
    public void OpenDay_TwoClocksWithinTheSkew_NeverMovesBack() =>
        Gen.Select(Steps, Gen.Long[0, Skew.Ticks]).Sample(
            (steps, apart) =>
            {
                var last = default(QuotaDay);
                Run(steps, TimeSpan.FromTicks(apart), (_, decision, _, _) =>
                {
                    Assert.True(decision.Reply.Reading.Day >= last, $"{decision.Reply.Reading.Day} after {last}");
                    last = decision.Reply.Reading.Day;
                });
            },
            iter: Tries.Of(1_000));

    private delegate void Check(
        IReadOnlyList<QuotaEvent> before, Decision<ChargeOutcome, QuotaEvent> decision, long units, IReadOnlyList<QuotaEvent> after);

    // Two silos whose clocks differ; each call reaches one of them as a fresh activation, which knows only what it reads.
    private static IEnumerable<IReadOnlyList<QuotaEvent>> Run(Step[] steps, TimeSpan apart, Check? check = null)
    {
        var streams = new Dictionary<QuotaDay, List<QuotaEvent>>();
        var time = Epoch;
        var calls = 0;
        foreach (var step in steps)
        {
            time += step.Pause;
            var now = step.FastClock ? time + apart : time;
            var next = QuotaDay.Of(now).Next;
            var tomorrowIsOpen = QuotaCalendar.NextDayMayBeOpen(now, Skew) && streams.ContainsKey(next);
            var day = QuotaCalendar.DayOf(now, tomorrowIsOpen ? next : null, Skew);

            var stream = streams.TryGetValue(day, out var known) ? known : [];
            var state = stream.Aggregate(QuotaState.Initial(day), (state, happened) => state.Evolve(happened));
            var before = stream.ToArray();
            var decision = QuotaDecisions.Charge(state, GivenDay.Call(step.Units, $"r-{++calls}"), new Allowance(step.LimitIfOpened, 0));
            foreach (var stored in decision.Events.Select(QuotaEventCodec.Encode))
                stream.Add(QuotaEventCodec.Decode(stored.Type, stored.Data));
            streams[day] = stream;
            check?.Invoke(before, decision, step.Units, stream);
        }

        return streams.Values;
    }

    private static (long Limit, long Used) Naive(IEnumerable<QuotaEvent> events)
    {
        var all = events.ToList();
        return (all.OfType<DayOpened>().Sum(e => e.Limit), all.OfType<CallsCharged>().Sum(e => e.Units));
    }
}
