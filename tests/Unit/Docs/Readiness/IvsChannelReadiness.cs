using System.Net;
using Onair.Operator.IvsChannels;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class IvsChannelReadiness
{
    private static readonly IvsChannelStep.Create Create = new(IvsResource.Channel);

    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of("AWS refuses the provider's credentials", "nothing is created", false, New, IvsChannelErrors.EndOf(Broken.Credentials, Create, ready: false)),
        [Situation.MissingSecret] = Of(
            "another Secret has the name of the key's Secret", "the encoder finds no key", false, Idle with { Secret = new(true, "Secret \"lobby-stream-key\" exists and belongs to something else") },
            DecideProvisioning.Publish(Idle with { SecretIsSuspect = true, Secret = new(true, "Secret \"lobby-stream-key\" exists and belongs to something else; delete it, and Onair writes the stream key into a new Secret") })!.End()),
        [Situation.Quota] = Of(
            "the account's quota of channels is used up", "nothing is created", false, New,
            IvsChannelErrors.EndOf(Broken.Quota("Service quota exceeded: the quota is 5000 channels", "ServiceQuotaExceededException", HttpStatusCode.PaymentRequired), Create, ready: false)),
        [Situation.EncoderAway] = Of("no encoder pushes", "viewers see nothing", false, Idle, new IvsChannelStep.Settle([])),
        [Situation.ProviderAway] = Of(
            "IVS has not answered for two minutes", "nobody knows", false, Idle with { Stream = null, Now = Broken.Now.AddMinutes(2) }, DecideSilence.Of(Idle with { Now = Broken.Now.AddMinutes(2) }, Broken.Now)),
    };

    private static IvsChannelView New => new() { Uid = "uid", Spec = new() { ProviderRef = new() { Name = "aws" } }, Status = new(), Now = Broken.Now };

    private static IvsChannelView Idle => New with
    {
        Stream = SeenStream.Offline,
        Status = new()
        {
            Ingest = new() { Endpoint = "ingest.example.com" },
            StreamKeySecretRef = new() { Name = "lobby-stream-key" },
            Resources = new() { Provider = "aws", ChannelArn = "channel", StreamKeyArn = "key" },
        },
    };

    private static ReadinessCase Of(string what, string truth, bool works, IvsChannelView view, RoundEnd? end) => new(what, truth, works, ChannelConditions.After(view, end!, 1).Conditions);
}
