using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts.Events;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>
/// Has the streams reconciled that an event of their account is about. An event only says where to look: it may be late, come twice, or
/// never.
/// </summary>
internal sealed class AccountEventHandler(
    AccountViewCache views, ChannelInput input, LiveStreamMemory memory, Informer<LiveStream> streams, Informer<MediaProvider> providers,
    ReconcileRequests<LiveStream> requests)
{
    /// <summary>Handles an event of a provider's account.</summary>
    public ValueTask HandleAsync(string provider, AccountEvent happened)
    {
        foreach (var stream in streams.List().Where(s => s.ProviderName == provider && IsAbout(happened, s.Recorded.Resources)))
            if (Concerns(provider, happened, stream)) requests.Add(NamespacedName.Of(stream));
        return ValueTask.CompletedTask;
    }

    private bool Concerns(string provider, AccountEvent happened, LiveStream stream)
    {
        switch (happened)
        {
            case ChannelStateChanged state:
                views.Of(provider).Changed(state.ChannelId);
                return true;
            case ChannelAlertChanged alert:
                input.Changed(stream.Uid, new(alert.AlertId, $"{alert.Pipeline}", alert.AlertType), alert.Set);
                return true;
            // What this operator does itself needs no comparison.
            case WriteCalled call when !call.IsBy(providers.Get(new NamespacedName(null, provider))?.Status?.Arn):
                if (stream.Recorded.Resources.ChannelId is { } channel) views.Of(provider).Changed(channel);
                memory.CheckDriftNow(stream.Uid);
                return true;
            default:
                return false;
        }
    }

    private static bool IsAbout(AccountEvent happened, StreamResources resources) => happened switch
    {
        ChannelStateChanged state => resources.ChannelId == state.ChannelId,
        ChannelAlertChanged alert => resources.ChannelId == alert.ChannelId,
        WriteCalled call => call.ResourceIds.Any(id => id == resources.ChannelId || id == resources.InputId || id == resources.InputSecurityGroupId),
        _ => false,
    };
}
