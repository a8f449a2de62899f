using System.Globalization;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Gateway.Access;
using Onair.Gateway.Broadcasts.Bodies;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Routing;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Broadcasts;

/// <summary>What the routes of S3 broadcasts do. A start waits for the credentials: without them its response says nothing.</summary>
internal sealed class BroadcastActions(BroadcastCatalog catalog, BroadcastWriter writer, EncoderSecrets secrets)
{
    // The operator has STS issue credentials, and denies them, in about a second.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly Permission Create = Permission.To("create", OnairResources.HlsBroadcasts);
    private static readonly Permission Edit = Permission.To("patch", OnairResources.HlsBroadcasts);
    private static readonly Permission ReadSecret = Permission.To("get", BuiltInResources.Secrets);

    public async Task<Reply<BroadcastStartedBody>> StartAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var request = BroadcastRequest.Start(call.Form);
        if (request.Id is { } id)
        {
            var found = await FindAsync(call, id);
            await call.RequireAsync(ReadSecret, found.SecretName);
            var started = await writer.StartAsync(found, request.Name, call.Time.GetUtcNow(), cancellationToken);
            return Reply.Of(await CredentialsAsync(call, started, started.GetAnnotation(Annotations.Renew), cancellationToken));
        }
        await call.RequireAsync(Create);
        var broadcast = writer.New(call, request.Name!);
        await call.RequireAsync(ReadSecret, broadcast.SecretName);
        return Reply.Of(await CredentialsAsync(call, await writer.CreateAsync(call, broadcast, cancellationToken), null, cancellationToken));
    }

    public async Task<Reply<BroadcastStoppedBody>> StopAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var found = await FindAsync(call, BroadcastRequest.Stop(call.Form));
        var written = await writer.StopAsync(found, cancellationToken);
        var isStopped = await UntilAsync(call, written, b => b.Recorded is { StartedAt: null } or { StoppedAt: not null }, cancellationToken);
        var latest = Latest(written);
        var (started, stopped) = (latest.Recorded.StartedAt ?? latest.Metadata.CreationTimestamp, latest.Recorded.StoppedAt ?? call.Time.GetUtcNow());
        var body = new StoppedBody { Id = latest.Uid, Name = NameOf(latest), StartDate = Date(started), StopDate = Date(stopped) };
        return Reply.Of(new BroadcastStoppedBody { Stream = body }) with { Status = isStopped ? null : StatusCodes.Status202Accepted };
    }

    private async Task<HlsBroadcast> FindAsync(ApiCall call, string id)
    {
        var found = catalog.Find(call.Namespace, id);
        // A caller without the right does not learn what exists.
        await call.RequireAsync(Edit, found?.Name());
        return found ?? throw ProblemException.NotFound(BroadcastRoutes.Noun, id);
    }

    private async Task<BroadcastStartedBody> CredentialsAsync(ApiCall call, HlsBroadcast written, string? renew, CancellationToken cancellationToken)
    {
        await UntilAsync(call, written, b => HasCredentials(b) || IsStalled(b), cancellationToken);
        var latest = Latest(written);
        if (HasCredentials(latest) && await secrets.FindAsync(latest, call.Time.GetUtcNow(), cancellationToken) is { } endpoint)
        {
            return new()
            {
                Stream = new() { Id = latest.Uid, Name = NameOf(latest), StartDate = Date(latest.Recorded.StartedAt) },
                Endpoint = new() { S3 = endpoint },
            };
        }
        var reason = latest.Recorded.Conditions.FirstOrDefault(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.False })?.Message;
        var detail = $"The broadcast \"{written.Uid}\" has no credentials yet; start it again by this id. {reason}".TrimEnd();
        throw IsStalled(latest)
            ? ProblemException.Conflict(detail)
            : new ProblemException(StatusCodes.Status503ServiceUnavailable, detail) { RetryAfter = TimeSpan.FromSeconds(5) };

        bool HasCredentials(HlsBroadcast b) =>
            b.Recorded is { StoppedAt: null, Credentials: { ExpiresAt: not null } issued } && IsSeen(b, written) && (renew is null || issued.Renewed == renew);

        bool IsStalled(HlsBroadcast b) => IsSeen(b, written) && b.Is(ConditionTypes.Stalled);
    }

    private Task<bool> UntilAsync(ApiCall call, HlsBroadcast written, Func<HlsBroadcast, bool> isDone, CancellationToken cancellationToken) => Waiting.UntilAsync(
        catalog.Broadcasts, NamespacedName.Of(written), b => b is not null && IsSeen(b, written) && isDone(b), call.Wait ?? Grace, call.Time, cancellationToken);

    // The operator has acted on this spec, or on a later one.
    private static bool IsSeen(HlsBroadcast broadcast, HlsBroadcast written) =>
        IsCaughtUp(broadcast, written) && broadcast.Recorded.ObservedGeneration >= written.Metadata.Generation;

    private HlsBroadcast Latest(HlsBroadcast written) => catalog.Broadcasts.Get(NamespacedName.Of(written)) is { } cached && IsCaughtUp(cached, written) ? cached : written;

    private static bool IsCaughtUp(HlsBroadcast cached, HlsBroadcast written) =>
        cached.Uid == written.Uid && ResourceVersions.IsAtLeast(cached.Metadata.ResourceVersion, written.Metadata.ResourceVersion);

    private static string NameOf(HlsBroadcast broadcast) => broadcast.GetAnnotation(Annotations.DisplayName) ?? broadcast.Name();

    private static string Date(DateTimeOffset? time) => time!.Value.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
