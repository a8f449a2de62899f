using System.Net;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Api.Rules;
using Onair.Webhook.Admission;
using Onair.Webhook.IvsChannels;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.IvsChannels;

public sealed class IvsChannelValidationTests : IAsyncLifetime
{
    private readonly FakeCluster _cluster = FakeCluster.Of(Provider(), Provider("videos", p => p.Spec.Aws = null));
    private IvsChannelValidation _validation = null!;

    public async Task InitializeAsync() => _validation = new((await _cluster.StartAsync()).Providers);

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task A_channel_is_created_without_a_word() => Silent(await JudgeAsync(Create(Channel())));

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once() =>
        (await JudgeAsync(Create(Channel(c => (c.Spec.ProviderRef.Name, c.Metadata.Annotations) = ("videos", new Dictionary<string, string> { [Annotations.Adopt] = "[]" })))))
            .Violations.Select(v => $"{v}").ShouldBe(
            [
                "spec.providerRef.name: Invalid value: \"videos\": must be a MediaProvider with spec.aws",
                "metadata.annotations[onair.dev/adopt]: Invalid value: \"[]\": must be a JSON object; valid names are recordingConfigurationArn, channelArn",
            ]);

    [Fact]
    public async Task The_provider_is_fixed_once_something_was_made()
    {
        var before = Channel().With(new IvsChannelStatus { Resources = new() { Provider = "aws" } });

        (await JudgeAsync(Update(before, Channel(c => c.Spec.ProviderRef.Name = "videos")))).Violations.Select(v => $"{v}").ShouldContain(
            "spec.providerRef.name: Invalid value: \"videos\": is immutable: the resources in AWS were created with MediaProvider \"aws\"");
    }

    [Theory]
    [InlineData(true, true, "IvsChannel \"lobby\" is live, and spec.onAirGuard is true. End the push, or set spec.onAirGuard: false to delete it on air.")]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    public async Task A_guarded_channel_that_is_live_is_not_deleted(bool guarded, bool live, string? forbidden)
    {
        var channel = Channel(c => c.Spec.OnAirGuard = guarded).With(Status(live));

        var verdict = await JudgeAsync(Delete(channel));

        verdict.Forbidden.ShouldBe(forbidden);
        verdict.Warnings.ShouldBe(live ? ["the channel is live: its deletion ends the stream"] : []);
    }

    [Fact]
    public async Task A_channel_that_is_being_deleted_is_let_go() =>
        (await JudgeAsync(Delete(Channel(c => (c.Spec.OnAirGuard, c.Metadata.DeletionTimestamp) = (true, DateTime.UnixEpoch)).With(Status(true))))).IsAllowed.ShouldBeTrue();

    [Fact]
    public async Task An_edit_that_waits_is_told()
    {
        var before = Channel().With(Status(live: true));
        var after = Channel(c => (c.Spec.Authorized, c.Spec.Recording, c.Spec.OnAirGuard) = (true, new(), true));

        (await JudgeAsync(Update(before, after))).Warnings.ShouldBe(["the channel is live: these edits wait until the stream ends: spec.authorized, spec.recording"]);
        Silent(await JudgeAsync(Update(Channel(), after)));
    }

    [Fact]
    public async Task A_provider_that_does_not_exist_yet_is_a_warning()
    {
        var verdict = await JudgeAsync(Create(Channel(c => c.Spec.ProviderRef.Name = "later")));

        verdict.IsAllowed.ShouldBeTrue();
        verdict.Warnings.ShouldBe(["spec.providerRef.name: Not found: \"later\": the IvsChannel waits until a MediaProvider with that name exists"]);
    }

    [Fact]
    public async Task Writes_of_the_operator_need_no_lookups()
    {
        _cluster.Failure = HttpStatusCode.InternalServerError;

        Silent(await JudgeAsync(Update(Channel(), Channel(c => c.Metadata.Finalizers = [Annotations.Finalizer]))));
    }

    [Fact]
    public void A_guarded_channel_that_was_live_before_AWS_fell_silent_is_not_deleted()
    {
        var status = new IvsChannelStatus
        {
            Stream = new() { Id = "st-1" },
            Conditions = [new() { Type = IvsChannelConditions.Live, Status = ConditionStatus.Unknown, Reason = "NoAnswer" }],
        };

        LiveGuard.Refusal(Channel(c => (c.Spec, c.Status) = (c.Spec with { OnAirGuard = true }, status))).ShouldNotBeNull();
    }

    private static IvsChannelStatus Status(bool live) =>
        new() { Conditions = [new() { Type = IvsChannelConditions.Live, Status = live ? ConditionStatus.True : ConditionStatus.False }] };

    private static IvsChannel Channel(Action<IvsChannel>? with = null)
    {
        var channel = new IvsChannel
        {
            ApiVersion = "onair.dev/v1alpha1",
            Kind = "IvsChannel",
            Metadata = new() { Name = "lobby", NamespaceProperty = "media", Uid = "uid-of-lobby" },
            Spec = new() { ProviderRef = new() { Name = "aws" } },
        };
        with?.Invoke(channel);
        return channel;
    }

    private static void Silent(Verdict verdict)
    {
        verdict.Violations.ShouldBeEmpty();
        verdict.Warnings.ShouldBeEmpty();
        verdict.IsAllowed.ShouldBeTrue();
    }

    private Task<Verdict> JudgeAsync(AdmissionRequest request) => _validation.ReviewAsync(request, CancellationToken.None);
}
