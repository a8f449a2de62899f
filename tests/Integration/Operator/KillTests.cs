using Onair.Api.LiveStreams;

namespace Onair.Tests.Integration.Operator;

/// <summary>
/// The operator is killed at the worst moment: the operation had its effect in AWS, and nothing of it is recorded. The proxy
/// kills it while it holds the answer in its hands.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class KillTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    [Theory]
    [InlineData("medialive:CreateInputSecurityGroup")]
    [InlineData("medialive:CreateInput")]
    [InlineData("mediapackage:CreateOriginEndpoint")]
    [InlineData("medialive:CreateChannel")]
    [InlineData("medialive:StartChannel")]
    public async Task Killed_while_it_provisions_the_operator_comes_to_the_same_stream_and_leaves_nothing_behind(string operation)
    {
        var name = NameFor(operation);
        var killed = rig.Proxy.LoseAnswer(operation, Lost.Cut, first: rig.Operator.KillAsync);
        await rig.Streams.CreateAsync(name, Running);
        await killed.WaitAsync(TimeSpan.FromMinutes(2));

        await rig.RestartOperatorAsync();

        await ShouldBeWholeAsync(await rig.Streams.ReadyAsync(name));
        await ShouldLeaveNothingAsync(name);
    }

    [Theory]
    [InlineData("medialive:DeleteChannel")]
    [InlineData("cloudfront:UpdateDistribution")]
    public async Task Killed_while_it_deletes_the_operator_leaves_nothing_behind(string operation)
    {
        var name = NameFor(operation);
        await rig.Streams.CreateReadyAsync(name, s => s.Distribution.Live = true);
        var killed = rig.Proxy.LoseAnswer(operation, Lost.Cut, first: rig.Operator.KillAsync);
        var stream = (await rig.Streams.FindAsync(name))!;
        await rig.Streams.DeleteAsync(name);
        await killed.WaitAsync(TimeSpan.FromMinutes(2));

        await rig.RestartOperatorAsync();

        await rig.Streams.GoneAsync(name);
        await ShouldHaveNothingAsync(stream);
    }

    [Fact]
    public async Task The_successor_of_a_killed_operator_takes_over_when_the_Lease_has_run_out()
    {
        const string name = "takeover";
        var killed = rig.Proxy.LoseAnswer("medialive:CreateInputSecurityGroup", Lost.Cut, first: rig.Operator.KillAsync);
        await rig.Streams.CreateAsync(name, Running);
        await killed.WaitAsync(TimeSpan.FromMinutes(2));

        await rig.Operator.StartAsync();

        await ShouldBeWholeAsync(await rig.Streams.ReadyAsync(name, seconds: 180));
        await ShouldLeaveNothingAsync(name);
    }

    [Theory]
    [InlineData("medialive:CreateInputSecurityGroup", Lost.Cut)]
    [InlineData("medialive:CreateInputSecurityGroup", Lost.InternalError)]
    [InlineData("medialive:CreateInput", Lost.Cut)]
    [InlineData("mediapackage:CreateChannel", Lost.Cut)]
    [InlineData("mediapackage:CreateOriginEndpoint", Lost.InternalError)]
    [InlineData("medialive:CreateChannel", Lost.Cut)]
    [InlineData("medialive:CreateChannel", Lost.InternalError)]
    [InlineData("medialive:StartChannel", Lost.Cut)]
    [InlineData("cloudfront:UpdateDistribution", Lost.Cut)]
    public async Task An_answer_that_is_lost_makes_no_second_resource(string operation, Lost how)
    {
        var name = $"{operation.Replace(':', '-')}-{how}".ToLowerInvariant();
        var lost = rig.Proxy.LoseAnswer(operation, how);
        await rig.Streams.CreateAsync(name, Running);
        await lost.WaitAsync(TimeSpan.FromMinutes(2));

        await ShouldBeWholeAsync(await rig.Streams.ReadyAsync(name));

        await ShouldLeaveNothingAsync(name);
    }

    private static string NameFor(string operation) => operation.Split(':')[1].ToLowerInvariant();

    private static void Running(LiveStreamSpec spec) => (spec.State, spec.Distribution.Live) = (StreamState.Running, true);

    private async Task ShouldBeWholeAsync(LiveStream stream)
    {
        var resources = stream.Recorded.Resources;
        resources.Creating.ShouldBeNull();
        resources.DistributionId.ShouldBe(OperatorRig.DistributionId);
        string[] recorded =
        [
            $"channel {resources.ChannelId}", $"input {resources.InputId}", $"package channel {resources.PackageChannelId}",
            $"package endpoint {resources.PackageEndpointId}", $"security group {resources.InputSecurityGroupId}",
        ];
        (await rig.Account.OwnedAsync(stream.Uid)).ShouldBe(recorded, rig.Operator.Tail(60));
        (await rig.Account.BehavioursAsync()).Count(b => b == Streams.Pattern(stream)).ShouldBe(1);

        var session = stream.Recorded.Sessions.ShouldHaveSingleItem();
        session.Id.ShouldBe(stream.Recorded.CurrentSessionId);
        var channel = await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = resources.ChannelId });
        channel.State.Value.ShouldBe("RUNNING");
        channel.Destinations.SelectMany(d => d.Settings ?? []).Select(s => s.Url)
            .ShouldContain($"{session.ArchivePath!.Replace("s3://", "s3ssl://", StringComparison.Ordinal)}/a/archive");
    }

    private async Task ShouldLeaveNothingAsync(string name)
    {
        var stream = (await rig.Streams.FindAsync(name))!;
        await rig.Streams.DeleteAndWaitAsync(name);
        await ShouldHaveNothingAsync(stream);
    }

    private async Task ShouldHaveNothingAsync(LiveStream stream)
    {
        (await rig.Account.OwnedAsync(stream.Uid)).ShouldBeEmpty();
        (await rig.Account.BehavioursAsync()).ShouldNotContain(Streams.Pattern(stream));
    }
}
