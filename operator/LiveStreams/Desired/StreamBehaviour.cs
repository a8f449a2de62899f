using Amazon.CloudFront;
using Amazon.CloudFront.Model;

namespace Onair.Operator.LiveStreams.Desired;

/// <summary>
/// The stream's part of a distribution: one origin for each MediaPackage host, shared by the streams on it, and one
/// behaviour for each stream. Pure functions on a configuration; other people's entries are not touched.
/// </summary>
internal static class StreamBehaviour
{
    private const string OriginPrefix = "onair-";

    /// <summary>The header that MediaPackage's CDN authorization requires on every request.</summary>
    private const string CdnHeader = "X-MediaPackage-CDNIdentifier";

    // What MediaPackage's responses depend on; anything more would only fragment the cache.
    private static readonly string[] CacheKeys = ["aws.manifestfilter", "end", "m", "start"];
    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS"];

    /// <summary>The path pattern of an endpoint's playlist URL: <c>/out/v1/{endpoint}/*</c>.</summary>
    public static string PathPattern(Uri playlist) => playlist.AbsolutePath[..(playlist.AbsolutePath.LastIndexOf('/') + 1)] + "*";

    public static CacheBehavior? Find(DistributionConfig config, string pathPattern) =>
        config.CacheBehaviors?.Items?.Find(b => b.PathPattern == pathPattern);

    /// <summary>The behaviour of a playlist that Onair wrote; null when there is none, or only somebody else's at the same path.</summary>
    public static CacheBehavior? FindOurs(DistributionConfig config, Uri playlist) =>
        Find(config, PathPattern(playlist)) is { } found && found.TargetOriginId.StartsWith(OriginPrefix, StringComparison.Ordinal) ? found : null;

    /// <summary>Whether the configuration has the behaviour and its origin as declared.</summary>
    /// <param name="config">The distribution's configuration.</param>
    /// <param name="playlist">The endpoint's playlist.</param>
    /// <param name="cdnIdentifier">The value of the CDN authorization's header; null without. A secret.</param>
    public static bool IsAsDeclared(DistributionConfig config, Uri playlist, string? cdnIdentifier) =>
        Find(config, PathPattern(playlist)) is { } found
        && config.CacheBehaviors.Items.IndexOf(found) <= Place(config, playlist)
        && found.TargetOriginId == OriginId(playlist)
        && (found.MinTTL ?? 0) <= 5
        && found.ForwardedValues?.QueryStringCacheKeys?.Items is { } keys && keys.Order(StringComparer.Ordinal).SequenceEqual(CacheKeys)
        && config.Origins.Items.Find(o => o.Id == OriginId(playlist)) is { } origin
        && origin.DomainName == playlist.Host
        && CdnIdentifier(origin) == cdnIdentifier;

    /// <summary>
    /// Adds or replaces the stream's behaviour, and updates the origin; headers that others added stay.
    /// </summary>
    public static void Put(DistributionConfig config, Uri playlist, string? cdnIdentifier)
    {
        var origin = config.Origins.Items.Find(o => o.Id == OriginId(playlist));
        if (origin is null) config.Origins.Items.Add(origin = Origin(playlist));
        origin.DomainName = playlist.Host;
        SetCdnIdentifier(origin, cdnIdentifier);
        config.CacheBehaviors ??= new();
        config.CacheBehaviors.Items ??= [];
        config.CacheBehaviors.Items.RemoveAll(b => b.PathPattern == PathPattern(playlist));
        config.CacheBehaviors.Items.Insert(Place(config, playlist), Behaviour(playlist));
        Count(config);
    }

    /// <summary>Removes the stream's behaviour, and the origin when no other behaviour uses it.</summary>
    public static void Remove(DistributionConfig config, string pathPattern)
    {
        config.CacheBehaviors?.Items?.RemoveAll(b => b.PathPattern == pathPattern);
        config.Origins.Items.RemoveAll(o =>
            o.Id.StartsWith(OriginPrefix, StringComparison.Ordinal)
            && config.DefaultCacheBehavior.TargetOriginId != o.Id
            && config.CacheBehaviors?.Items?.Exists(b => b.TargetOriginId == o.Id) != true);
        Count(config);
    }

    // CloudFront takes the first behaviour whose pattern matches ("Path pattern", CloudFront developer guide): before the first other one
    // that also matches the stream's paths, otherwise last.
    private static int Place(DistributionConfig config, Uri playlist)
    {
        var own = PathPattern(playlist);
        var shadow = config.CacheBehaviors.Items.FindIndex(b => b.PathPattern != own && AwsAccounts.PathPattern.MatchesBelow(b.PathPattern, own[..^1]));
        return shadow >= 0 ? shadow : config.CacheBehaviors.Items.Count;
    }

    private static string? CdnIdentifier(Origin origin) => origin.CustomHeaders?.Items?.Find(IsCdnHeader)?.HeaderValue;

    private static void SetCdnIdentifier(Origin origin, string? value)
    {
        List<OriginCustomHeader> headers = [.. (origin.CustomHeaders?.Items ?? []).Where(h => !IsCdnHeader(h))];
        if (value is not null) headers.Add(new() { HeaderName = CdnHeader, HeaderValue = value });
        origin.CustomHeaders = new() { Quantity = headers.Count, Items = headers.Count > 0 ? headers : null };
    }

    private static bool IsCdnHeader(OriginCustomHeader header) => string.Equals(header.HeaderName, CdnHeader, StringComparison.OrdinalIgnoreCase);

    private static void Count(DistributionConfig config)
    {
        config.Origins.Quantity = config.Origins.Items.Count;
        if (config.CacheBehaviors is { } behaviours) behaviours.Quantity = behaviours.Items?.Count ?? 0;
    }

    private static string OriginId(Uri playlist) => $"{OriginPrefix}{playlist.Host}-{playlist.Port}";

    private static Origin Origin(Uri playlist)
    {
        var secure = playlist.Scheme == Uri.UriSchemeHttps;
        return new()
        {
            Id = OriginId(playlist),
            DomainName = playlist.Host,
            OriginPath = "",
            CustomHeaders = new() { Quantity = 0 },
            CustomOriginConfig = new()
            {
                HTTPPort = secure ? 80 : playlist.Port,
                HTTPSPort = secure ? playlist.Port : 443,
                OriginProtocolPolicy = secure ? OriginProtocolPolicy.HttpsOnly : OriginProtocolPolicy.HttpOnly,
                OriginSslProtocols = new() { Quantity = 1, Items = ["TLSv1.2"] },
                OriginReadTimeout = 30,
                OriginKeepaliveTimeout = 5,
            },
        };
    }

    private static CacheBehavior Behaviour(Uri playlist) => new()
    {
        PathPattern = PathPattern(playlist),
        TargetOriginId = OriginId(playlist),
        ViewerProtocolPolicy = playlist.Scheme == Uri.UriSchemeHttps ? ViewerProtocolPolicy.RedirectToHttps : ViewerProtocolPolicy.AllowAll,
        AllowedMethods = new()
        {
            Quantity = Methods.Length,
            Items = [.. Methods],
            CachedMethods = new() { Quantity = 2, Items = ["GET", "HEAD"] },
        },
        Compress = true,
        SmoothStreaming = false,
        FieldLevelEncryptionId = "",
        LambdaFunctionAssociations = new() { Quantity = 0 },
        TrustedSigners = new() { Enabled = false, Quantity = 0 },
        // MediaPackage's Cache-Control decides; a live playlist is stale after one segment.
        MinTTL = 0,
        DefaultTTL = 5,
        MaxTTL = 86_400,
        ForwardedValues = new()
        {
            QueryString = true,
            QueryStringCacheKeys = new() { Quantity = CacheKeys.Length, Items = [.. CacheKeys] },
            Cookies = new() { Forward = ItemSelection.None },
            Headers = new() { Quantity = 1, Items = ["Origin"] },
        },
    };
}
