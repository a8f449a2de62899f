using Amazon.MediaPackage;
using Amazon.MediaPackage.Model;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The HLS origin endpoint that viewers play from. All its settings may change on air.</summary>
internal sealed class PackageEndpointResource : IStreamResource
{
    public ResourceKind Kind => ResourceKind.PackageEndpoint;

    public async Task<Sighting> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var endpoint = await context.Account.MediaPackageAsync(
            "DescribeOriginEndpoint", (client, ct) => client.DescribeOriginEndpointAsync(new() { Id = id }, ct), cancellationToken);
        return new(endpoint.Id, Lifecycle.Idle)
        {
            Urls = [endpoint.Url],
            Differences = Differences(context, endpoint),
        };
    }

    public Task<Sighting> FindAsync(StreamContext context, CancellationToken cancellationToken) =>
        LookAsync(context, context.PackageId, cancellationToken);

    public async Task<string> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var request = new CreateOriginEndpointRequest
        {
            Id = context.PackageId,
            ChannelId = context.Stream.Recorded.Resources.PackageChannelId,
            ManifestName = "index",
            Description = context.Name,
            StartoverWindowSeconds = context.Stream.Spec.Packaging.StartoverWindowSeconds,
            HlsPackage = Package(context),
            Tags = context.Tags,
        };
        return (await context.Account.MediaPackageAsync(
            "CreateOriginEndpoint", (client, ct) => client.CreateOriginEndpointAsync(request, ct), cancellationToken)).Id;
    }

    public Task UpdateAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var request = new UpdateOriginEndpointRequest
        {
            Id = id,
            ManifestName = "index",
            Description = context.Name,
            StartoverWindowSeconds = context.Stream.Spec.Packaging.StartoverWindowSeconds,
            HlsPackage = Package(context),
        };
        return context.Account.MediaPackageAsync(
            "UpdateOriginEndpoint", (client, ct) => client.UpdateOriginEndpointAsync(request, ct), cancellationToken);
    }

    public Task DeleteAsync(StreamContext context, string id, CancellationToken cancellationToken) =>
        context.Account.MediaPackageAsync("DeleteOriginEndpoint", (client, ct) => client.DeleteOriginEndpointAsync(new() { Id = id }, ct), cancellationToken);

    private static HlsPackage Package(StreamContext context)
    {
        var packaging = context.Stream.Spec.Packaging;
        return new()
        {
            SegmentDurationSeconds = packaging.SegmentSeconds,
            PlaylistWindowSeconds = packaging.PlaylistWindowSeconds,
            ProgramDateTimeIntervalSeconds = packaging.SegmentSeconds,
            Encryption = packaging.Encryption is not { } encryption ? null : new()
            {
                EncryptionMethod = EncryptionMethod.AES_128,
                KeyRotationIntervalSeconds = encryption.KeyRotationIntervalSeconds,
                SpekeKeyProvider = new()
                {
                    ResourceId = encryption.Speke.ResourceId ?? context.Stream.Uid,
                    SystemIds = [.. encryption.Speke.SystemIds],
                    Url = encryption.Speke.Url,
                    RoleArn = encryption.Speke.RoleArn,
                },
            },
        };
    }

    private static List<string> Differences(StreamContext context, DescribeOriginEndpointResponse actual)
    {
        var (want, have) = (Package(context), actual.HlsPackage);
        var differences = new List<string>();
        Check("spec.packaging.startoverWindowSeconds", context.Stream.Spec.Packaging.StartoverWindowSeconds, actual.StartoverWindowSeconds);
        Check("spec.packaging.segmentSeconds", want.SegmentDurationSeconds, have?.SegmentDurationSeconds);
        Check("spec.packaging.playlistWindowSeconds", want.PlaylistWindowSeconds, have?.PlaylistWindowSeconds);
        Check("spec.packaging.encryption", want.Encryption is null, have?.Encryption is null);
        var (wantKeys, haveKeys) = (want.Encryption, have?.Encryption);
        Check("spec.packaging.encryption.keyRotationIntervalSeconds", wantKeys?.KeyRotationIntervalSeconds, haveKeys?.KeyRotationIntervalSeconds);
        Check("spec.packaging.encryption.speke.url", wantKeys?.SpekeKeyProvider.Url, haveKeys?.SpekeKeyProvider?.Url);
        Check("spec.packaging.encryption.speke.resourceId", wantKeys?.SpekeKeyProvider.ResourceId, haveKeys?.SpekeKeyProvider?.ResourceId);
        Check("spec.packaging.encryption.speke.roleArn", wantKeys?.SpekeKeyProvider.RoleArn, haveKeys?.SpekeKeyProvider?.RoleArn);
        Check(
            "spec.packaging.encryption.speke.systemIds",
            Ids(wantKeys?.SpekeKeyProvider.SystemIds), Ids(haveKeys?.SpekeKeyProvider?.SystemIds));
        return differences;

        void Check<T>(string field, T declared, T found)
        {
            if (!EqualityComparer<T>.Default.Equals(declared, found)) differences.Add(field);
        }
    }

    private static string Ids(List<string>? ids) => string.Join(',', (ids ?? []).Order(StringComparer.OrdinalIgnoreCase));
}
