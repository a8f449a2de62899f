using Amazon.MediaPackage;
using Amazon.MediaPackage.Model;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Operator.LiveStreams.Desired;

/// <summary>The settings of the origin endpoint that a spec declares, and the fields in which another endpoint differs.</summary>
internal static class EndpointSettings
{
    /// <summary>The declared HLS settings on top of what the endpoint has, so that what others set there stays.</summary>
    public static HlsPackage Package(PackagingSpec packaging, string uid, HlsPackage? actual)
    {
        var package = actual ?? new();
        package.SegmentDurationSeconds = packaging.SegmentSeconds;
        package.PlaylistWindowSeconds = packaging.PlaylistWindowSeconds;
        package.ProgramDateTimeIntervalSeconds = packaging.SegmentSeconds;
        package.Encryption = packaging.Encryption is not { } encryption ? null : new()
        {
            EncryptionMethod = EncryptionMethod.AES_128,
            KeyRotationIntervalSeconds = encryption.KeyRotationIntervalSeconds,
            SpekeKeyProvider = new()
            {
                ResourceId = encryption.Speke.ResourceId ?? uid,
                SystemIds = [.. encryption.Speke.SystemIds],
                Url = encryption.Speke.Url,
                RoleArn = encryption.Speke.RoleArn,
            },
        };
        return package;
    }

    /// <summary>Null when the origin answers any client.</summary>
    public static Authorization? Authorization(CdnAuthorizationSpec? cdn) =>
        cdn is null ? null : new() { CdnIdentifierSecret = cdn.SecretArn, SecretsRoleArn = cdn.SecretsRoleArn };

    public static IReadOnlyList<string> Differences(
        PackagingSpec packaging, string uid, CdnAuthorizationSpec? cdn, DescribeOriginEndpointResponse actual)
    {
        var (want, have) = (Package(packaging, uid, null), actual.HlsPackage);
        var differences = new List<string>();
        Check("spec.providerRef (cdnAuthorization)", cdn?.SecretArn, actual.Authorization?.CdnIdentifierSecret);
        Check("spec.providerRef (cdnAuthorization)", cdn?.SecretsRoleArn, actual.Authorization?.SecretsRoleArn);
        Check("spec.packaging.startoverWindowSeconds", packaging.StartoverWindowSeconds, actual.StartoverWindowSeconds ?? 0);
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
        return [.. differences.Distinct(StringComparer.Ordinal)];

        void Check<T>(string field, T declared, T found)
        {
            if (!EqualityComparer<T>.Default.Equals(declared, found)) differences.Add(field);
        }
    }

    private static string Ids(List<string>? ids) => string.Join(',', (ids ?? []).Order(StringComparer.OrdinalIgnoreCase));
}
