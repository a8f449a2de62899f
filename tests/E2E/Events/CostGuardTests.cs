using System.Text.RegularExpressions;
using Onair.Api.Common;
using Onair.Tests.E2E.Cluster;

namespace Onair.Tests.E2E.Events;

/// <summary>The encoder is switched off and nobody thinks of the channel.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed partial class CostGuardTests(Environment environment)
{
    [Fact]
    public async Task A_channel_without_input_stops_and_the_command_that_its_message_gives_resumes_it()
    {
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec());
        var url = await stream.PushUrlAsync();
        await using (Encoder.Start(url)) await stream.OnAirAsync();

        await stream.PatchSpecAsync("""{"costGuard": {"noInputTimeout": "6s"}}""");

        var held = await stream.UntilAsync(
            "the guard holds the channel", it => it is { Hold: not null, CurrentSessionId: null } && it.Condition(ConditionTypes.Stalled)?.Reason == "NoInputTimeout",
            Show.Soon);
        (await environment.Account.ChannelStateAsync(held.Resources.ChannelId!)).ShouldBe("IDLE");
        held.Phase.ShouldBe("Held");
        var (message, _) = await environment.Kubectl.EventAsync(stream, "NoInputTimeout");
        message.ShouldStartWith("No video arrived for costGuard.noInputTimeout, 6s. The channel stays stopped until you ");
        held.Condition(ConditionTypes.Stalled)!.Message.ShouldBe(message);
        await environment.Kubectl.EventAsync(stream, "Stopping", "The channel goes off air: No video arrived for costGuard.noInputTimeout, 6s");
        var cost = held.Cost.ShouldNotBeNull();
        cost.RunningHours.ShouldBe(0.17, "MediaLive bills at least ten minutes");
        // An hour by the suite's price table: 1 for the input, 10 each for the rendition and the recording.
        (cost.Estimate, cost.Currency, cost.PricesOf).ShouldBe((3.5, "EUR", "2026-01-01"));

        await using var encoder = Encoder.Start(url);
        var command = Command().Match(message);
        command.Success.ShouldBeTrue(message);
        await environment.Kubectl.RunAsync(command.Groups[1].Value.Split(' '));

        var resumed = await stream.OnAirAsync();
        resumed.Hold.ShouldBeNull();
        resumed.Sessions.Count.ShouldBe(2);
        await environment.Kubectl.EventAsync(stream, "Resumed");
    }

    [GeneratedRegex(@"kubectl (annotate .+? --overwrite)\.")]
    private static partial Regex Command();
}
