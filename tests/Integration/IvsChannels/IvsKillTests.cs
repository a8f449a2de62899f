using Onair.Api.IvsChannels;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.IvsChannels;

/// <summary>
/// The operator is killed at the worst moment: the operation had its effect in IVS, and nothing of it is recorded. IVS takes no request tokens
/// that would make a repeat harmless.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class IvsKillTests(IvsRig rig) : IClassFixture<IvsRig>
{
    [Fact]
    public async Task Killed_fifteen_times_between_its_calls_it_doubles_nothing_and_leaves_nothing_behind()
    {
        const string name = "killed";
        var calls = rig.Proxy.Watch();

        await KilledAtAsync(
            ["CreateRecordingConfiguration", "CreateChannel", "ListStreamKeys", "TagResource", "GetStreamKey"],
            () => rig.CreateAsync(name, s => s.Recording = new()));
        var channel = await rig.ReadyAsync(name);
        await ShouldBeWholeAsync(channel);
        calls.Count("ivs:CreateChannel").ShouldBe(1);
        calls.Count("ivs:CreateRecordingConfiguration").ShouldBe(1);

        await KilledAtAsync(
            ["GetRecordingConfiguration", "CreateRecordingConfiguration", "UpdateChannel", "DeleteRecordingConfiguration", "GetChannel"],
            () => rig.PatchAsync(name, """{"spec": {"recording": {"bucket": "talks"}}}"""));
        channel = await rig.ReadyAsync(name);
        await ShouldBeWholeAsync(channel);
        calls.Count("ivs:CreateRecordingConfiguration").ShouldBe(2);

        await rig.LiveAsync(name);
        await KilledAtAsync(
            ["GetStream", "DeleteStreamKey", "StopStream", "DeleteChannel", "DeleteRecordingConfiguration"],
            () => rig.DeleteAsync(name));
        await rig.GoneAsync(name);
        (await rig.Account.OwnedInIvsAsync(channel.Uid)).ShouldBeEmpty();
        (await rig.Account.Ivs.ListChannelsAsync(new())).Channels.ShouldBeEmpty();
        (await rig.Account.Ivs.ListRecordingConfigurationsAsync(new())).RecordingConfigurations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CreateRecordingConfiguration", Lost.Cut)]
    [InlineData("CreateChannel", Lost.Cut)]
    [InlineData("CreateChannel", Lost.InternalError)]
    public async Task An_answer_that_is_lost_makes_no_second_resource(string operation, Lost how)
    {
        var name = $"{operation}-{how}".ToLowerInvariant();
        var lost = rig.Proxy.LoseAnswer($"ivs:{operation}", how);
        await rig.CreateAsync(name, s => s.Recording = new());
        await lost.WaitAsync(TimeSpan.FromMinutes(2));

        var channel = await rig.ReadyAsync(name);

        await ShouldBeWholeAsync(channel);
        await rig.DeleteAndWaitAsync(name);
        (await rig.Account.OwnedInIvsAsync(channel.Uid)).ShouldBeEmpty();
    }

    // SIGKILL when the answer to each operation has come, and a new operator after each.
    private async Task KilledAtAsync(IReadOnlyList<string> operations, Func<Task> begin)
    {
        foreach (var (operation, i) in operations.Select((o, i) => (o, i)))
        {
            var killed = rig.Proxy.LoseAnswer($"ivs:{operation}", Lost.Cut, first: rig.Operator.KillAsync);
            if (i == 0) await begin();
            else await rig.RestartOperatorAsync();
            await killed.WaitAsync(TimeSpan.FromMinutes(2));
        }
        await rig.RestartOperatorAsync();
    }

    private async Task ShouldBeWholeAsync(IvsChannel channel)
    {
        var resources = channel.Recorded.Resources;
        resources.Creating.ShouldBeNull();
        resources.FormerRecordingConfigurationArn.ShouldBeNull();
        (await rig.Account.OwnedInIvsAsync(channel.Uid)).ShouldBe(
            new[] { resources.RecordingConfigurationArn!, resources.ChannelArn!, resources.StreamKeyArn! }.Order(StringComparer.Ordinal), ignoreOrder: true, rig.Operator.Tail(60));
        var key = (await rig.Account.Ivs.GetStreamKeyAsync(new() { Arn = resources.StreamKeyArn })).StreamKey.Value;
        (await rig.SecretAsync(channel, "streamKey")).ShouldBe(key);
        (await rig.Account.Ivs.GetChannelAsync(new() { Arn = resources.ChannelArn })).Channel.RecordingConfigurationArn.ShouldBe(resources.RecordingConfigurationArn);
    }
}
