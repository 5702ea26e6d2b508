using CsCheck;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Quotas.Leases;

namespace Tollgate.Domain.Tests.Quotas.Leases;

/// <summary>
/// Random days with leases. One owner that never crashes must answer as if there were no leases. Two owners that share a log, crash and come back
/// behind it, must never allow more than the log covers.
/// </summary>
public sealed class LeaseModelTests
{
    private static readonly Gen<TimeSpan> Pause = Gen.Frequency(
        (6, Gen.Int[0, 900].Select(ms => TimeSpan.FromMilliseconds(ms))), (1, Gen.Int[0, 15_000].Select(ms => TimeSpan.FromMilliseconds(ms))));

    private static readonly Gen<LeaseTerms> Terms =
        Gen.Select(Gen.OneOf(Gen.Long[1, 12], Gen.Long[1, 100_000]), Gen.OneOf(Gen.Long[0, 4], Gen.Long[0, 200_000]))
            .Select((most, demand) => new LeaseTerms(most, TimeSpan.FromSeconds(10), demand));

    [Fact]
    public void OneOwner_AnswersAsWithoutLeases() =>
        Gen.Select(QuotaCommandGen.Steps("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"), Terms, Pause.Array[60]).Sample(
            (steps, terms, pauses) =>
            {
                var (model, day, owner, now) = (new NaiveDay(), new LeasedLog(), new LeaseOwner(0), GivenLease.Noon);
                foreach (var (step, pause) in steps.Zip(pauses))
                {
                    now += pause;
                    var answer = owner.Ask(step, day, terms, now);
                    Assert.Equal(step.Ask(model).Result, answer.Result);
                    day.AssertIsFold(answer);
                }

                owner.Settle(day);
                day.AssertProvesItself();
                Assert.Equal(model.Peek(), (day.State.Limit, day.State.Used));
                Assert.Empty(day.State.Leases.All);
            },
            iter: Tries.Of(3_000));

    [Fact]
    public void OwnersThatCrash_NeverAllowMoreThanTheLogCovers() =>
        Gen.Select(Gen.Select(Gen.Long[1, 60], Gen.Int[0, 1], Gen.Long[1, 4], Gen.Int[0, 9], Pause).Array[1, 120], Gen.Long[1, 300], Terms).Sample(
            (calls, limit, terms) =>
            {
                var (log, now, answered) = (new LeasedLog(), GivenLease.Noon, 0L);
                LeaseOwner[] owners = [new(0), new(1)];
                var lives = 1;
                foreach (var (id, which, units, fate, pause) in calls)
                {
                    now += pause;
                    var owner = owners[which];
                    var answer = owner.Ask(new QuotaStep("charge", $"{id}-{++lives}", units, false, "/blog", "GET", limit, 0, 0), log, terms, now);
                    answered += answer.Result == "Allowed" ? units : 0;
                    log.AssertIsFold(answer);
                    if (fate == 0)
                        owners[which] = new LeaseOwner(++lives); // crashed: what it held is lost
                    else if (fate == 1)
                        log.Append(LeaseDecisions.Forfeit(log.State, owner.Lease)); // it takes the other for lost, which may be wrong

                    Assert.True(log.State.Used >= answered, $"{answered} units were answered and {log.State.Used} are used");
                    Assert.InRange(answered, 0, limit);
                }

                log.AssertProvesItself();
            },
            iter: Tries.Of(3_000));

    /// <summary>A stream as a store keeps it.</summary>
    private sealed class LeasedLog
    {
        private readonly List<QuotaEvent> _events = [];

        public QuotaState State { get; private set; } = QuotaState.Initial(GivenDay.Today);

        public void Append(IEnumerable<QuotaEvent> events)
        {
            foreach (var stored in events.Select(QuotaEventCodec.Encode))
            {
                _events.Add(QuotaEventCodec.Decode(stored.Type, stored.Data));
                State = State.Evolve(_events[^1]);
            }
        }

        // By the events alone: charged, returned, forfeited; the way they came about does not matter.
        public void AssertIsFold(Answer answer) =>
            Assert.Equal((answer.Limit, answer.Used), _events.Take((int)answer.Version).Aggregate((Limit: 0L, Used: 0L, Open: 0L), Add) is var day ? (day.Limit, day.Used) : default);

        public void AssertProvesItself()
        {
            var day = (Limit: 0L, Used: 0L, Open: 0L);
            foreach (var happened in _events)
            {
                var units = happened switch { CallsCharged e => e.Units, LeaseTaken e => e.Units, _ => 0 };
                Assert.True(units == 0 || (Int128)day.Used + units <= day.Limit, $"{day.Used} + {units} > {day.Limit}");
                day = Add(day, happened);
                Assert.True(day.Used >= day.Open && day.Open >= 0, $"used {day.Used}, open {day.Open}");
            }
        }

        private static (long Limit, long Used, long Open) Add((long Limit, long Used, long Open) day, QuotaEvent happened) => happened switch
        {
            DayOpened e => (e.Limit, day.Used, day.Open),
            LimitChanged e => (e.Limit, day.Used, day.Open),
            CallsCharged e => (day.Limit, day.Used + e.Units, day.Open),
            ChargeRefunded e => (day.Limit, day.Used - e.Units, day.Open),
            UsageImported e => (day.Limit, day.Used + e.Units, day.Open),
            UsageReset => (day.Limit, day.Open, day.Open),
            LeaseTaken e => (day.Limit, day.Used + e.Units, day.Open + e.Units),
            LeaseSettled e => (day.Limit, day.Used - e.Returned, day.Open - e.Returned - e.Charges.Sum(c => c.Units * c.RequestIds.Count)),
            LeaseForfeited e => (day.Limit, day.Used, day.Open - e.Units),
            _ => day,
        };
    }

    /// <summary>An activation: it knows the log as far as it has read it, and holds a lease.</summary>
    private sealed class LeaseOwner(int name)
    {
        private QuotaState _known = QuotaState.Initial(GivenDay.Today);

        public HeldLease? Lease { get; private set; }

        public Answer Ask(QuotaStep step, LeasedLog log, LeaseTerms terms, DateTimeOffset now)
        {
            if (step.Kind != "charge")
            {
                Settle(log);
                var (said, events) = step.Ask(_known);
                Write(log, events);
                return said;
            }

            var charge = Charge(step, terms, now);
            if (charge.Events.Count > 0 && _known.Version != log.State.Version)
            {
                // Refused by the store: what it holds is still open or forfeited, and it decides anew on what stands there.
                _known = log.State;
                charge = Charge(step, terms, now);
            }
            else if (charge.Events.Count == 0 && charge.Outcome.Result != ChargeResult.Allowed && _known.Version != log.State.Version)
            {
                _known = log.State; // found stale by the check of the head
                charge = Charge(step, terms, now);
            }

            Lease = charge.Lease;
            Write(log, charge.Events);
            return new(charge.Outcome.Result.ToString(), charge.Outcome.Reading.Limit, charge.Outcome.Reading.Used, charge.Outcome.Reading.Version);
        }

        public void Settle(LeasedLog log)
        {
            _known = log.State;
            Write(log, LeaseDecisions.Settle(_known, Lease).Events);
            Lease = null;
        }

        private LeasedCharge Charge(QuotaStep step, LeaseTerms terms, DateTimeOffset now) => LeaseDecisions.Charge(
            _known, Lease, GivenDay.Call(step.Units, step.Id, step.Resource, step.Method), step.Allowance, terms, $"owner-{name}", now);

        private void Write(LeasedLog log, IReadOnlyList<QuotaEvent> events)
        {
            log.Append(events);
            if (events.Count > 0)
                _known = log.State;
        }
    }
}
