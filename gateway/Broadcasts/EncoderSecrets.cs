using System.Globalization;
using System.Text;
using k8s.Models;
using Onair.Api.HlsBroadcasts;
using Onair.Gateway.Broadcasts.Bodies;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Broadcasts;

/// <summary>The credentials of encoders. They are read when a response needs them, and never kept.</summary>
internal sealed class EncoderSecrets(SecretReader reader)
{
    /// <summary>The credentials in a broadcast's Secret; null when they are not there, are not the broadcast's, or have expired.</summary>
    public async Task<S3EndpointBody?> FindAsync(HlsBroadcast broadcast, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await reader.FindOwnedAsync(broadcast, broadcast.SecretName, cancellationToken);
        return found.Secret is { } secret ? Of(secret, now) : null;
    }

    private static S3EndpointBody? Of(V1Secret secret, DateTimeOffset now)
    {
        string? Text(string entry) => secret.GetData(entry) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;
        return (Text("accessKeyId"), Text("secretAccessKey"), Text("sessionToken"), Text("bucket"), Text("path"), Text("region"), Text("expiration")) is
            ({ } id, { } key, { } token, { } bucket, { } path, { } region, { } expiration)
            && DateTimeOffset.TryParse(expiration, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires) && expires > now
            ? new()
            {
                AccessKeyId = id,
                SecretAccessKey = key,
                SessionToken = token,
                Expiration = (long)(expires - now).TotalSeconds,
                BucketName = bucket,
                BucketPath = path,
                BucketRegion = region,
            }
            : null;
    }
}
