using Amazon.MediaLive.Model;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Integration.Operator;

/// <summary>What the operator sees of AWS's resources and does to them, whoever made them.</summary>
public sealed class AwsResourceTests : IClassFixture<AwsResourceTests.Emulator>, IDisposable
{
    private const string Key = "0123456789abcdef";

    private static readonly IResourceDriver<StreamContext, ResourceKind, ObservedResource>[] PushResources =
    [
        new InputSecurityGroupResource(), new InputResource(), new PackageChannelResource(), new PackageEndpointResource(), new ChannelResource(),
    ];

    private readonly ProviderAccount _account;

    public AwsResourceTests(Emulator emulator)
    {
        _account = new(
            "p",
            new()
            {
                Region = EmulatorProcess.Region,
                EndpointUrl = emulator.Url,
                MediaLiveRoleArn = "arn:aws:iam::000000000000:role/media",
                ArchiveBucket = "archive",
                RateLimit = new() { RequestsPerSecond = 1000, Burst = 1000 },
            },
            new BasicAWSCredentials(EmulatorProcess.AccessKeyId, EmulatorProcess.SecretAccessKey));
    }

    [Fact]
    public async Task Every_resource_tells_whose_it_is_and_can_change_hands()
    {
        var context = await MakeAllAsync(Context());
        var other = Context();
        foreach (var resource in PushResources)
        {
            var id = resource.Kind.IdIn(context.Stream.Recorded.Resources)!;
            var seen = await resource.LookAsync(context, id, default);
            seen.Tag?.Uid.ShouldBe(context.Stream.Uid, $"{resource.Kind}");
            (await resource.FindAsync(context, default)).Arn.ShouldBe(seen.Arn);
            await TagAsync(seen.Arn!);

            await resource.ReleaseAsync(context, Own(context, resource, seen), default);
            (await resource.LookAsync(context, id, default)).Tag.ShouldBeNull($"{resource.Kind}");
            (await TagsAsync(seen.Arn!)).Keys.ShouldBe(["team"]);

            await resource.ClaimAsync(other, seen.Arn!, isAdoption: false, default);
            (await resource.LookAsync(context, id, default)).Tag?.Uid.ShouldBe(other.Stream.Uid, $"{resource.Kind}");
            (await TagsAsync(seen.Arn!)).Keys.ShouldBe(["team", Tags.Uid, Tags.Resource, Tags.Cluster], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task The_stream_key_of_an_input_that_somebody_else_made_is_found_and_not_shown()
    {
        var group = (await new InputSecurityGroupResource().CreateAsync(Context(), "", default)).Id;
        var made = await _account.MediaLive.Client.CreateInputAsync(new()
        {
            Name = "theirs",
            Type = Amazon.MediaLive.InputType.RTMP_PUSH,
            InputSecurityGroups = [group],
            Destinations = [new InputDestinationRequest { StreamName = "studio/their-key" }],
        });

        var seen = await new InputResource().LookAsync(Context(), made.Input.Id, default);
        seen.Urls.ShouldHaveSingleItem().ShouldEndWith("/studio");
        seen.Tag.ShouldBeNull();
        seen.Unfit.ShouldBeNull();
        (await new InputResource().LookAsync(Context(s => s.Input.Redundancy = InputRedundancy.Standard), made.Input.Id, default))
            .Unfit!.Field.ShouldBe("spec.input.redundancy");

        var owner = Context();
        await Ownership.ClaimAsync(owner, seen.Arn!, isAdoption: false, default);
        (await InputResource.StreamKeyOfAsync(owner, await OwnAsync(owner, new InputResource(), made.Input.Id), default)).ShouldBe("their-key");
    }

    [Fact]
    public async Task An_endpoint_that_somebody_else_made_is_brought_to_the_spec_and_keeps_its_URL_and_the_rest()
    {
        var (channel, id) = ($"c-{Guid.NewGuid():N}", $"e-{Guid.NewGuid():N}");
        await _account.MediaPackage.Client.CreateChannelAsync(new() { Id = channel });
        var made = await _account.MediaPackage.Client.CreateOriginEndpointAsync(new()
        {
            Id = id,
            ChannelId = channel,
            ManifestName = "main",
            Description = "theirs",
            TimeDelaySeconds = 30,
            Whitelist = ["198.51.100.0/24"],
            HlsPackage = new() { SegmentDurationSeconds = 10, AdMarkers = "PASSTHROUGH" },
        });
        var (context, resource) = (Context(resources: r => r with { PackageChannelId = channel }), new PackageEndpointResource());

        var found = await resource.LookAsync(context, id, default);
        found.Differences.ShouldContain("spec.packaging.segmentSeconds");
        await Ownership.ClaimAsync(context, found.Arn!, isAdoption: false, default);
        await resource.UpdateAsync(context, await OwnAsync(context, resource, id), default);

        var seen = await resource.LookAsync(context, id, default);
        seen.Differences.ShouldBeEmpty();
        seen.Unfit.ShouldBeNull();
        seen.Urls.ShouldBe([made.Url]);
        var now = await _account.MediaPackage.Client.DescribeOriginEndpointAsync(new() { Id = id });
        (now.Description, now.TimeDelaySeconds, now.HlsPackage.AdMarkers.Value).ShouldBe(("theirs", 30, "PASSTHROUGH"));
        now.Whitelist.ShouldBe(["198.51.100.0/24"]);
        (await resource.LookAsync(Context(resources: r => r with { PackageChannelId = "another" }), id, default))
            .Unfit!.Rule.ShouldBe($"the MediaPackage endpoint belongs to the MediaPackage channel {channel}, not to the stream's, another");
    }

    [Fact]
    public async Task A_channel_of_another_class_is_unfit_and_everything_that_differs_is_named()
    {
        var theirs = await MakeAllAsync(Context(s => s.Input.Redundancy = InputRedundancy.Standard));
        var ours = Context(s => s.Archive.SegmentSeconds = 60);

        var seen = await new ChannelResource().LookAsync(ours, theirs.Stream.Recorded.Resources.ChannelId!, default);

        seen.Unfit!.ToString().ShouldBe(
            "spec.input.redundancy: Invalid value: \"Single\": the MediaLive channel "
            + $"{theirs.Stream.Recorded.Resources.ChannelId} is STANDARD; its class cannot be changed");
        seen.Differences.ShouldBe(
            ["spec.archive.segmentSeconds", "status.resources.inputId", "status.resources.packageChannelId"], ignoreOrder: true);
    }

    [Fact]
    public async Task Passwords_reach_Parameter_Store_change_there_and_go()
    {
        var resource = new SourceCredentialsResource();
        var context = Context(s => s.Input = Pull("a", "b")) with { Sources = [new("u", "first"), new("u", "second")] };
        var id = $"/onair/{context.Stream.Uid}";
        (await resource.FindAsync(context, default)).Exists.ShouldBeFalse();

        (await resource.CreateAsync(context, "token", default)).Id.ShouldBe(id);
        (await resource.CreateAsync(context, "token", default)).Id.ShouldBe(id);

        var seen = await resource.LookAsync(context, id, default);
        (seen.Id, seen.Tag?.Uid, seen.State).ShouldBe((id, context.Stream.Uid, Lifecycle.Idle));
        seen.Differences.ShouldBeEmpty();
        (await ParameterAsync($"{id}/0")).ShouldBe("first");
        (await ParameterTagsAsync($"{id}/1")).ShouldBe([Tags.Cluster, Tags.Resource, Tags.Uid]);

        var rotated = context with { Sources = [new("u", "first"), new("u", "third")] };
        (await resource.LookAsync(rotated, id, default)).Differences.ShouldBe(["spec.input.sources[1].credentialsSecretRef"]);
        await resource.UpdateAsync(rotated, await OwnAsync(rotated, resource, id), default);
        (await resource.LookAsync(rotated, id, default)).Differences.ShouldBeEmpty();
        (await ParameterAsync($"{id}/1")).ShouldBe("third");

        rotated.Stream.Spec.Input = Pull("a", null);
        (await resource.LookAsync(rotated, id, default)).Differences.ShouldBe(["spec.input.sources[1].credentialsSecretRef"]);
        await resource.UpdateAsync(rotated, await OwnAsync(rotated, resource, id), default);
        (await resource.LookAsync(rotated, id, default)).Differences.ShouldBeEmpty();

        await resource.ReleaseAsync(rotated, Own(rotated, resource, seen), default);
        (await ParameterTagsAsync($"{id}/0")).ShouldBeEmpty();
        await resource.ClaimAsync(rotated, seen.Arn!, isAdoption: false, default);
        (await ParameterTagsAsync($"{id}/0")).Count.ShouldBe(3);

        var own = await OwnAsync(context, resource, id);
        await resource.DeleteAsync(context, own, default);
        await resource.DeleteAsync(context, own, default);
        (await resource.FindAsync(context, default)).Exists.ShouldBeFalse();
    }

    public void Dispose() => _account.Dispose();

    private static async Task<Owned<ResourceKind>> OwnAsync(StreamContext context, IResourceDriver<StreamContext, ResourceKind, ObservedResource> resource, string id) =>
        Own(context, resource, await resource.LookAsync(context, id, default));

    private static Owned<ResourceKind> Own(StreamContext context, IResourceDriver<StreamContext, ResourceKind, ObservedResource> resource, ObservedResource seen) => Owned<ResourceKind>.By(
        new LiveStreamView { Uid = context.Stream.Uid, Cluster = context.Cluster, Spec = new(), Status = new LiveStreamStatus(), Now = default }, resource.Kind, seen).ShouldNotBeNull();

    private async Task<StreamContext> MakeAllAsync(StreamContext context)
    {
        foreach (var resource in PushResources)
        {
            var (kind, id) = await resource.CreateAsync(context, $"{context.Stream.Uid}-{resource.Kind}", default);
            context = context with
            {
                Stream = context.Stream.With(context.Stream.Recorded with { Resources = context.Stream.Recorded.Resources.WithId(kind, id) }),
            };
        }
        return context;
    }

    private StreamContext Context(Action<LiveStreamSpec>? with = null, Func<StreamResources, StreamResources>? resources = null)
    {
        var uid = $"{Guid.NewGuid()}";
        var stream = new LiveStream
        {
            Metadata = new() { Name = "stage", NamespaceProperty = "studio", Uid = uid },
            Spec = new(),
            Status = new() { Resources = resources?.Invoke(new()) ?? new() },
        };
        with?.Invoke(stream.Spec);
        return new(stream, _account, "test", $"{Key}-{uid}");
    }

    private static InputSpec Pull(params string?[] secrets) => new()
    {
        Type = InputType.UrlPull,
        Redundancy = InputRedundancy.Standard,
        Sources =
        [
            .. secrets.Select(s => new InputSourceSpec
            {
                Url = "https://example.com/index.m3u8",
                CredentialsSecretRef = s is null ? null : new() { Name = s },
            }),
        ],
    };

    private async Task TagAsync(string arn)
    {
        var tags = new Dictionary<string, string> { ["team"] = "video" };
        if (arn.Contains(":medialive:", StringComparison.Ordinal)) await _account.MediaLive.Client.CreateTagsAsync(new() { ResourceArn = arn, Tags = tags });
        else await _account.MediaPackage.Client.TagResourceAsync(new() { ResourceArn = arn, Tags = tags });
    }

    private async Task<Dictionary<string, string>> TagsAsync(string arn) => arn.Contains(":medialive:", StringComparison.Ordinal)
        ? (await _account.MediaLive.Client.ListTagsForResourceAsync(new() { ResourceArn = arn })).Tags
        : (await _account.MediaPackage.Client.ListTagsForResourceAsync(new() { ResourceArn = arn })).Tags;

    private async Task<string> ParameterAsync(string name) =>
        (await _account.SystemsManager.Client.GetParameterAsync(new() { Name = name, WithDecryption = true })).Parameter.Value;

    private async Task<IReadOnlyList<string>> ParameterTagsAsync(string name)
    {
        var answer = await _account.SystemsManager.Client.ListTagsForResourceAsync(
            new() { ResourceType = ResourceTypeForTagging.Parameter, ResourceId = name });
        return [.. (answer.TagList ?? []).Select(t => t.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>An account without delays and quotas.</summary>
    public sealed class Emulator() : EmulatorProcess(new Dictionary<string, string>
    {
        ["Emulator__DelayScale"] = "0",
        ["Emulator__RateLimit__Enabled"] = "false",
        ["Emulator__Quotas__Inputs"] = "100",
        ["Emulator__Quotas__InputSecurityGroups"] = "100",
        ["Emulator__Seed__Buckets__0"] = "archive",
    });
}
