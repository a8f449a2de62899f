using System.Globalization;
using k8s.Models;
using Onair.Api;
using Onair.Api.HlsBroadcasts;
using Onair.Kubernetes.Secrets;
using Onair.Operator.HlsBroadcasts.Decisions;

namespace Onair.Operator.HlsBroadcasts.Credentials;

/// <summary>The Secret with an encoder's credentials. The broadcast owns it; another's is neither read nor written.</summary>
internal sealed class CredentialSecrets(SecretReader reader, OwnedSecretWriter writer)
{
    // Whose credentials a Secret has, and their times: its content need not be read for that.
    private const string Session = "onair.dev/session";
    private const string Expires = "onair.dev/expires-at";
    private const string Renew = "onair.dev/renew-at";
    private const string Renewed = "onair.dev/renewed";
    private const string Format = "yyyy-MM-ddTHH:mm:ssZ";

    /// <summary>What is known of a Secret.</summary>
    public async Task<SecretView> LookAsync(HlsBroadcast broadcast, string name, CancellationToken cancellationToken)
    {
        var found = await reader.FindOwnedAsync(broadcast, name, cancellationToken);
        if (found.IsAnothers) return new(false, $"spec.credentials.secretName: {OwnedSecret.Taken(name)}; delete it, or name another");
        if (found.Secret is not { } secret) return new(false);
        // The credentials in one that somebody has edited are of no use.
        return SecretSeal.IsIntact(secret)
            ? new(true, SessionName: secret.GetAnnotation(Session), ExpiresAt: Time(secret, Expires), RenewAt: Time(secret, Renew), Renewed: secret.GetAnnotation(Renewed))
            : new(true);
    }

    /// <summary>Writes credentials into the Secret that the spec names, unless it belongs to something else. The next look says so.</summary>
    /// <param name="broadcast">The broadcast.</param>
    /// <param name="view">The session, and the times of its credentials.</param>
    /// <param name="values">What is in the Secret.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WriteAsync(HlsBroadcast broadcast, SecretView view, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken) =>
        writer.PutAsync(
            SecretOwner.Of(OnairResources.HlsBroadcasts, broadcast), SecretContent.Of(broadcast.SecretName, values) with { Annotations = Annotations(view), IsSealed = true },
            cancellationToken);

    /// <summary>Deletes a Secret that is ours. One that is gone, or another's, is left as it is.</summary>
    public Task RemoveAsync(HlsBroadcast broadcast, string name, CancellationToken cancellationToken) => writer.RemoveAsync(broadcast, name, cancellationToken);

    private static DateTimeOffset? Time(V1Secret secret, string annotation) =>
        DateTimeOffset.TryParse(secret.GetAnnotation(annotation), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // Null removes one.
    private static Dictionary<string, string?> Annotations(SecretView view) => new()
    {
        [Session] = view.SessionName!,
        [Expires] = view.ExpiresAt!.Value.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture),
        [Renew] = view.RenewAt!.Value.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture),
        [Renewed] = view.Renewed,
    };
}
