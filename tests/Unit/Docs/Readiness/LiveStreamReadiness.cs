using Onair.Api.LiveStreams;
using Onair.Kubernetes.Secrets;
using Onair.Operator.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Reconciliation;
using Onair.Tests.Unit.Operator.ExternalResources;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class LiveStreamReadiness
{
    private static readonly LiveStreamStep.Create CreateChannel = new(ResourceKind.Channel, "t");

    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of("AWS refuses the provider's credentials", "nothing is created", false, New, Error(Broken.Credentials, CreateChannel)),
        [Situation.WrongOrigin] = Of(
            "CloudFront refuses the stream's origin", "the show is on air, and not in the distribution", false,
            OnAir with
            {
                Spec = OnAir.Spec with { Distribution = new() { Live = true } },
                DistributionProblem = LiveStreamErrors.OfDistribution(
                Broken.Quota("The parameter Origin DomainName is not valid.", "InvalidOrigin", System.Net.HttpStatusCode.BadRequest), new LiveStreamStep.Update(Proven.Of(ResourceKind.Behaviour, "E1"), []), [])
            },
            Settled),
        [Situation.MissingSecret] = Of(
            "the Secret of `spec.input.streamKeySecretRef` does not exist", "the encoder has no key to push with", false,
            WithKey(SecretView.Unusable("spec.input.streamKeySecretRef: Secret \"key\" not found", mayCome: true))),
        [Situation.UnlabeledSecret] = Of(
            "the Secret of `spec.input.streamKeySecretRef` lacks the label", "the encoder has no key to push with", false,
            WithKey(SecretView.Unusable($"spec.input.streamKeySecretRef: {SecretLabel.Refusal("demo", "key")}", SecretLabel.Refused))),
        [Situation.NoRoute] = Of("the source of a pull input cannot be reached", "viewers see nothing", false, OnAir with { Receiving = false }, Settled),
        [Situation.Quota] = Of(
            "the account's quota of channels is used up", "nothing is created", false, New, Error(Broken.Quota("Limit exceeded: the account's quota is 5 channels"), CreateChannel)),
        [Situation.EncoderAway] = Of("no encoder pushes", "viewers see nothing", false, OnAir with { Receiving = false }, Settled),
        [Situation.ProviderAway] = Of(
            "MediaLive has not answered for two minutes", "nobody knows", false, OnAir with { Receiving = null, Now = Broken.Now.AddMinutes(2) },
            DecideDoubt.Of(OnAir with { Now = Broken.Now.AddMinutes(2) }, Broken.Now)!),
    };

    private static LiveStreamStep.Settle Settled => new(true, []);

    private static LiveStreamView New => new() { Uid = "uid", Name = "show", Spec = new() { ProviderRef = new() { Name = "aws" }, State = StreamState.Running }, Status = new(), Now = Broken.Now };

    private static LiveStreamView OnAir => New with
    {
        Receiving = true,
        Status = new()
        {
            CurrentSessionId = "s",
            Sessions = [new() { Id = "s", ArchivePath = "s3://b/s", StartedAt = Broken.Now, RunningAt = Broken.Now }],
            Playback = new() { Url = "https://origin/out/v1/e/index.m3u8" },
            Resources = new() { Provider = "aws", ChannelId = "1" },
        },
    };

    private static LiveStreamView WithKey(SecretView key) => New with
    {
        Spec = New.Spec with { Input = New.Spec.Input with { StreamKeySecretRef = new() { Name = "key" } } },
        Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.InputSecurityGroup] = Exists("g"), [ResourceKind.Input] = ObservedResource.Absent with { ByTag = true } },
        StreamKey = key,
        Status = new() { Resources = new() { Provider = "aws", InputSecurityGroupId = "g" } },
    };

    private static ObservedResource Exists(string id) => new(id, Lifecycle.Idle) { Tag = new("uid") };

    private static RoundEnd Error(Exception error, ReconcileStep step) => LiveStreamErrors.EndOf(error, step, ready: false, [])!;

    private static ReadinessCase Of(string what, string truth, bool works, LiveStreamView view, RoundEnd? end = null) =>
        new(what, truth, works, StreamConditions.After(view, end ?? DecideLiveStream.Next(view).End(), 1).Conditions);
}
