using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Aws;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class MediaLiveTests(AwsEmulator emulator)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_listed_operation_works_against_the_emulator()
    {
        using var client = new AmazonMediaLiveClient(emulator.Credentials, emulator.Configure(new AmazonMediaLiveConfig()));
        var live = CallRecorder<IAmazonMediaLive>.Around(client, out var called);

        var group = await CreateGroupAsync(live);
        var input = await CreateInputAsync(live, group.Id);
        var channel = await CreateChannelAsync(live, input.Id);
        await TagAsync(live, channel.Arn);
        await ScheduleAsync(live, channel.Id);
        await RunAsync(live, channel.Id);
        await DeleteAsync(live, channel.Id, input.Id, group.Id);
        (await live.DescribeAccountConfigurationAsync(new())).AccountConfiguration.ShouldNotBeNull();

        called.ShouldBe(ListedOperations.Of("medialive"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_replayed_token_makes_no_second_input_and_a_full_account_is_told_from_a_fast_caller()
    {
        using var live = new AmazonMediaLiveClient(emulator.Credentials, emulator.Configure(new AmazonMediaLiveConfig()));
        var group = (await live.CreateInputSecurityGroupAsync(new() { WhitelistRules = [new() { Cidr = "127.0.0.0/8" }] })).SecurityGroup;
        CreateInputRequest Request(int number) => new()
        {
            Name = $"input {number}",
            Type = InputType.RTMP_PUSH,
            RequestId = $"token-{number}",
            InputSecurityGroups = [group.Id],
            Destinations = [new() { StreamName = $"live-{number}/key" }],
        };

        var first = (await live.CreateInputAsync(Request(0))).Input;
        (await live.CreateInputAsync(Request(0))).Input.Id.ShouldBe(first.Id);
        var full = await Should.ThrowAsync<AmazonMediaLiveException>(async () =>
        {
            for (var number = 1; number < 10; number++) await live.CreateInputAsync(Request(number));
        });

        var error = AwsErrorReader.Classify(full);
        error.Kind.ShouldBe(AwsErrorKind.LimitExceeded);
        error.Message.ShouldContain("quota");
        await foreach (var input in live.Paginators.ListInputs(new() { MaxResults = 2 }).Inputs) await live.DeleteInputAsync(new() { InputId = input.Id });
        await Eventually.EqualAsync(async () => (await live.ListInputsAsync(new())).Inputs.Count, 0, Limit);
        await live.DeleteInputSecurityGroupAsync(new() { InputSecurityGroupId = group.Id });
    }

    private static async Task<InputSecurityGroup> CreateGroupAsync(IAmazonMediaLive live)
    {
        var group = (await live.CreateInputSecurityGroupAsync(new() { WhitelistRules = [new() { Cidr = "10.0.0.0/8" }], Tags = new() { ["onair.dev/uid"] = "u-1" } })).SecurityGroup;
        await live.UpdateInputSecurityGroupAsync(new() { InputSecurityGroupId = group.Id, WhitelistRules = [new() { Cidr = "127.0.0.0/8" }] });
        (await live.DescribeInputSecurityGroupAsync(new() { InputSecurityGroupId = group.Id })).WhitelistRules.ShouldHaveSingleItem().Cidr.ShouldBe("127.0.0.0/8");
        (await live.ListInputSecurityGroupsAsync(new())).InputSecurityGroups.ShouldContain(g => g.Id == group.Id);
        return group;
    }

    private static async Task<Input> CreateInputAsync(IAmazonMediaLive live, string group)
    {
        var input = (await live.CreateInputAsync(new()
        {
            Name = "camera",
            Type = InputType.RTMP_PUSH,
            InputSecurityGroups = [group],
            Destinations = [new() { StreamName = "all/key" }],
        })).Input;
        await Eventually.EqualAsync(async () => (await live.DescribeInputAsync(new() { InputId = input.Id })).State, InputState.DETACHED, Limit);
        (await live.UpdateInputAsync(new() { InputId = input.Id, Name = "camera 2" })).Input.Name.ShouldBe("camera 2");
        (await live.ListInputsAsync(new())).Inputs.ShouldContain(i => i.Id == input.Id);
        return input;
    }

    private static async Task<Channel> CreateChannelAsync(IAmazonMediaLive live, string input)
    {
        var channel = (await live.CreateChannelAsync(Channels.Archive("life", input))).Channel;
        await StateAsync(live, channel.Id, ChannelState.IDLE);
        await live.UpdateChannelAsync(new() { ChannelId = channel.Id, Name = "life 2" });
        await StateAsync(live, channel.Id, ChannelState.IDLE);
        await live.UpdateChannelClassAsync(new() { ChannelId = channel.Id, ChannelClass = ChannelClass.SINGLE_PIPELINE, Destinations = Channels.Destinations("life") });
        await StateAsync(live, channel.Id, ChannelState.IDLE);
        (await live.ListChannelsAsync(new())).Channels.Single(c => c.Id == channel.Id).Name.ShouldBe("life 2");
        return channel;
    }

    private static async Task TagAsync(IAmazonMediaLive live, string arn)
    {
        await live.CreateTagsAsync(new() { ResourceArn = arn, Tags = new() { ["a"] = "1", ["b"] = "2", ["c"] = "3" } });
        await live.DeleteTagsAsync(new() { ResourceArn = arn, TagKeys = ["a", "c"] });
        (await live.ListTagsForResourceAsync(new() { ResourceArn = arn })).Tags.ShouldBe(new Dictionary<string, string> { ["b"] = "2" });
    }

    private static async Task ScheduleAsync(IAmazonMediaLive live, string channel)
    {
        var action = new ScheduleAction
        {
            ActionName = "pause",
            ScheduleActionStartSettings = new() { FixedModeScheduleActionStartSettings = new() { Time = "2030-01-01T00:00:00.000Z" } },
            ScheduleActionSettings = new() { PauseStateSettings = new() { Pipelines = [new() { PipelineId = PipelineId.PIPELINE_0 }] } },
        };
        await live.BatchUpdateScheduleAsync(new() { ChannelId = channel, Creates = new() { ScheduleActions = [action] } });
        (await live.DescribeScheduleAsync(new() { ChannelId = channel })).ScheduleActions.ShouldHaveSingleItem().ActionName.ShouldBe("pause");
        await live.DeleteScheduleAsync(new() { ChannelId = channel });
        (await live.DescribeScheduleAsync(new() { ChannelId = channel })).ScheduleActions.ShouldBeEmpty();
    }

    private static async Task RunAsync(IAmazonMediaLive live, string channel)
    {
        await live.StartChannelAsync(new() { ChannelId = channel });
        await StateAsync(live, channel, ChannelState.RUNNING);
        var busy = await Should.ThrowAsync<ConflictException>(() => live.DeleteChannelAsync(new() { ChannelId = channel }));
        AwsErrorReader.Classify(busy).Kind.ShouldBe(AwsErrorKind.Conflict);
        (await live.DescribeThumbnailsAsync(new() { ChannelId = channel, PipelineId = "0", ThumbnailType = "CURRENT_ACTIVE" })).ThumbnailDetails.Count.ShouldBe(1);
        (await live.ListAlertsAsync(new() { ChannelId = channel })).HttpStatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        await live.StopChannelAsync(new() { ChannelId = channel });
        await StateAsync(live, channel, ChannelState.IDLE);
    }

    private static async Task DeleteAsync(IAmazonMediaLive live, string channel, string input, string group)
    {
        await live.DeleteChannelAsync(new() { ChannelId = channel });
        await Eventually.EqualAsync(async () => (await live.DescribeInputAsync(new() { InputId = input })).State, InputState.DETACHED, Limit);
        await live.DeleteInputAsync(new() { InputId = input });
        await Eventually.EqualAsync(async () => (await live.DescribeInputSecurityGroupAsync(new() { InputSecurityGroupId = group })).State, InputSecurityGroupState.IDLE, Limit);
        await live.DeleteInputSecurityGroupAsync(new() { InputSecurityGroupId = group });
        var unknown = await Should.ThrowAsync<NotFoundException>(() => live.DescribeChannelAsync(new() { ChannelId = "9999999" }));
        AwsErrorReader.Classify(unknown).Kind.ShouldBe(AwsErrorKind.NotFound);
    }

    private static Task StateAsync(IAmazonMediaLive live, string channel, ChannelState state) =>
        Eventually.EqualAsync(async () => (await live.DescribeChannelAsync(new() { ChannelId = channel })).State, state, Limit);
}
