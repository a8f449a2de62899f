using System.Text.RegularExpressions;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;
using Onair.Tests.Manifests;
using Onair.Tests.Unit.Operator.LiveStreams;
using Xunit.Abstractions;

namespace Onair.Tests.Unit.GeneratedManifests;

/// <summary>Generated streams live their lives in a simulated AWS: whatever is declared and edited, what comes out is what was declared last.</summary>
public sealed partial class GeneratedLifecycleTests(ITestOutputHelper output)
{
    // Each run has a seed of its own: the lives add up from run to run.
    private const int Many = 100;

    private static readonly TimeSpan ALongTime = TimeSpan.FromDays(400);

    [Fact]
    public void An_accepted_stream_ends_ready_or_says_why_not()
    {
        var kinds = new HashSet<(InputType, InputRedundancy, Lifecycle, bool)>();
        Each((specs, world) =>
        {
            var aws = world.Live(specs.Accepted(world.Provider));

            aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>();

            ShouldSayWhereItStands(aws);
            kinds.Add((aws.Spec.Input.Type, aws.Spec.Input.Redundancy, aws.ChannelState, aws.Existing.Contains(ResourceKind.Behaviour)));
        });

        // Inputs push and pull, alone and twice, channels run and do not, with a distribution and without.
        kinds.Count.ShouldBeGreaterThan(12, Seed.Text);
    }

    [Fact]
    public void A_refused_stream_says_why_and_nothing_happens_in_AWS()
    {
        Each((specs, world) =>
        {
            var aws = world.Live(specs.Refused(world.Provider));

            var end = aws.RunToEnd().ShouldBeOfType<Stall>();

            end.Message.ShouldContain("spec.", Case.Sensitive);
            aws.Changes.ShouldBe(0);
            ShouldSayWhereItStands(aws);
        });
    }

    [Fact]
    public void An_edit_ends_where_a_stream_is_that_was_declared_so_at_once()
    {
        Each((specs, world) =>
        {
            var (before, after) = specs.Edit(world.Provider);
            var (aws, alone) = (world.Live(before), world.Live(after));
            aws.RunToEnd();
            world.Edit(aws, after);

            if (Fixed(before) == Fixed(after)) ShouldEndAlike(aws, alone, world.Now);
            else aws.RunToEnd().ShouldBeOfType<Stall>().Message.ShouldContain("spec.", Case.Sensitive);
        });
    }

    [Fact]
    public void An_edit_and_its_undoing_end_where_the_stream_is_without_them()
    {
        Each((specs, world) =>
        {
            var (before, after) = specs.Edit(world.Provider);
            var (aws, alone) = (world.Live(before), world.Live(before));
            aws.RunToEnd();
            world.Edit(aws, after);
            aws.RunToEnd();
            ShouldSayWhereItStands(aws);
            world.Edit(aws, before);

            ShouldEndAlike(aws, alone, world.Now);
        });
    }

    [Fact]
    public void A_corrected_spec_ends_in_the_same_state_as_without_the_refusal()
    {
        Each((specs, world) =>
        {
            var mended = specs.Accepted(world.Provider);
            var (aws, alone) = (world.Live(specs.Refused(world.Provider)), world.Live(mended));
            aws.RunToEnd();
            world.Edit(aws, mended);

            ShouldEndAlike(aws, alone, world.Now);
        });
    }

    [Fact]
    public void A_refused_edit_changes_nothing_but_takes_off_air_what_is_declared_to_stop()
    {
        Each((specs, world) =>
        {
            var aws = world.Live(specs.Accepted(world.Provider));
            aws.RunToEnd();
            var (settings, running) = (aws.Settings, aws.ChannelState);
            world.Edit(aws, specs.Refused(world.Provider));

            aws.RunToEnd().ShouldBeOfType<Stall>();

            aws.Settings.ShouldBe(settings);
            if (aws.ChannelState != running) (running, aws.ChannelState).ShouldBe((Lifecycle.Running, Lifecycle.Idle));
            ShouldSayWhereItStands(aws);
        });
    }

    [Fact]
    public void A_deletion_after_any_step_of_a_creation_leaves_nothing_of_the_stream()
    {
        Each((specs, world) =>
        {
            var aws = world.Live(specs.Accepted(world.Provider));
            aws.DieAfter = specs.Random.Next(1, 30);
            aws.RunUntilDeath();
            // The guard of a stream on air lasts until its video ends.
            if (aws.Spec.OnAirGuard) aws.Receiving = false;
            aws.Deleting = true;

            aws.RunToEnd().ShouldBeOfType<Settle>();

            aws.HasFinalizer.ShouldBeFalse();
            if (aws.Spec.DeletionPolicy == DeletionPolicy.Delete) aws.Existing.ShouldBeEmpty();
            else aws.Owners.ShouldAllBe(owner => owner == null);
        });
    }

    private void Each(Action<Specs, World> test)
    {
        output.WriteLine(Seed.Text);
        var specs = new Specs(Seed.Current);
        for (var i = 0; i < Many; i++) World.Any(specs).Try(world => test(specs, world));
    }

    // Much later, so that it does not matter which of the two took longer to get there.
    private static void ShouldEndAlike(SimulatedAws aws, SimulatedAws alone, DateTimeOffset start)
    {
        alone.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>();
        if (aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().PendingFields!.Count > 0)
        {
            // An edit that was made at once, and whose undoing waits for the next stop.
            aws.Status.Conditions.ShouldContain(c => c.Type == LiveStreamConditions.ChangesPending);
            Stop(aws);
            Stop(alone);
        }

        aws.Settings.ShouldBe(alone.Settings);
        (aws.Now, alone.Now) = (start + ALongTime, start + ALongTime);
        alone.RunToEnd();
        aws.RunToEnd();
        if (aws.Status.Hold is { } hold && alone.Status.Hold is null)
        {
            // The guard of the other spec; somebody resumes the stream.
            aws.Resume = hold.SessionId;
            aws.RunToEnd();
        }

        aws.Settings.ShouldBe(alone.Settings);
        Standing(aws).ShouldBe(Standing(alone));
    }

    private static (InputType, InputRedundancy, string) Fixed(LiveStreamSpec spec) => (spec.Input.Type, spec.Input.Redundancy, spec.ProviderName);

    private static void Stop(SimulatedAws aws)
    {
        aws.Edit(aws.Spec with { State = StreamState.Stopped, Schedule = null });
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().PendingFields.ShouldBeEmpty();
    }

    private static string Standing(SimulatedAws aws) => string.Join('\n',
        aws.Status.Conditions.OrderBy(c => c.Type, StringComparer.Ordinal).Select(c => $"{c.Type} {c.Status} {c.Reason}")
            .Append($"{aws.Status.Phase} {aws.ChannelState} {string.Join(',', aws.Existing.Order())}")
            .Append($"{string.Join(",", aws.Status.Ingest?.Endpoints ?? [])} {aws.Status.Playback?.Url} {aws.Status.Playback?.LiveUrl}"));

    private static void ShouldSayWhereItStands(SimulatedAws aws)
    {
        aws.Status.ObservedGeneration.ShouldBe(aws.Generation);
        aws.Status.Conditions.Select(c => c.Type).ShouldBeUnique();
        foreach (var condition in aws.Status.Conditions)
        {
            Word().IsMatch(condition.Reason).ShouldBeTrue(condition.ToString());
            condition.Message.ShouldNotBeNullOrWhiteSpace();
        }

        var standing = aws.Status.Conditions.ToDictionary(c => c.Type, c => c.Status);
        new[] { "Ready", "Reconciling", "Stalled" }.ShouldBeSubsetOf(standing.Keys);
        standing["Stalled"].ShouldBe(standing["Ready"] == ConditionStatus.True ? ConditionStatus.False : ConditionStatus.True);
    }

    [GeneratedRegex("^[A-Z][A-Za-z]*$")]
    private static partial Regex Word();
}
