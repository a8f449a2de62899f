using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>
/// AWS's reads lag behind its writes. A stream's whole life with reads that lag by up to a minute, by id and by tag, each by another draw,
/// and with a process that dies in between: nothing is made twice, nothing is taken for lost, nothing is left.
/// </summary>
public sealed class EventualConsistencyTests
{
    private const int Seeds = 500;

    [Fact]
    public void Reads_that_lag_make_nothing_twice_and_lose_and_leave_nothing()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var draws = new Random(seed);
            var aws = new SimulatedAws { Lag = TimeSpan.FromMinutes(1), Draws = draws, DieAfter = draws.Next(1, 60) };
            Repeat(aws, () => aws.ChannelState == Onair.Operator.LiveStreams.Decisions.Lifecycle.Running, seed);
            aws.DieAfter = aws.Effects + draws.Next(1, 20);
            if (draws.Next(2) == 0) aws.Edit(aws.Spec with { State = StreamState.Stopped });
            aws.RunRounds(draws.Next(1, 30));
            aws.DieAfter = aws.Effects + draws.Next(1, 20);
            aws.Deleting = true;
            Repeat(aws, () => !aws.HasFinalizer, seed);

            aws.MostOfAKind.ShouldBe(1, $"seed {seed}");
            aws.Losses.ShouldBe(0, $"seed {seed}");
            aws.Existing.ShouldBeEmpty($"seed {seed}");
        }
    }

    [Fact]
    public void A_deletion_in_the_middle_of_a_creation_leaves_nothing()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var draws = new Random(seed);
            var aws = new SimulatedAws { Lag = TimeSpan.FromMinutes(1), Draws = draws, DieAfter = draws.Next(1, 25) };
            aws.RunUntilDeath();
            aws.Deleting = true;
            Repeat(aws, () => !aws.HasFinalizer, seed);

            aws.Existing.ShouldBeEmpty($"seed {seed}");
        }
    }

    [Fact]
    public void Resources_that_stay_lose_their_tags_though_a_look_does_not_find_them()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var draws = new Random(seed);
            var aws = new SimulatedAws { Lag = TimeSpan.FromMinutes(1), Draws = draws };
            aws.Spec = aws.Spec with { DeletionPolicy = DeletionPolicy.Retain };
            aws.RunRounds(draws.Next(5, 40));
            aws.Deleting = true;
            Repeat(aws, () => !aws.HasFinalizer, seed);

            aws.Owners.ShouldAllBe(owner => owner == null, $"seed {seed}");
            aws.Losses.ShouldBe(0, $"seed {seed}");
        }
    }

    private static void Repeat(SimulatedAws aws, Func<bool> until, int seed)
    {
        for (var i = 0; i < 400; i++)
        {
            aws.RunRounds(1);
            if (until()) return;
        }
        throw new InvalidOperationException($"Seed {seed}: no end after 400 rounds.");
    }
}
