namespace Onair.VideoActions.Signing;

/// <summary>Viewers' URLs of an asset.</summary>
/// <param name="Playback">The HLS playlist.</param>
/// <param name="Thumbnail">The thumbnail; null when the service has none.</param>
/// <param name="Storyboard">The storyboard; null when the service has none.</param>
public sealed record ViewUrls(string Playback, string? Thumbnail, string? Storyboard);

/// <summary>A token and the URL that contains it. Never logged.</summary>
/// <param name="Token">JWT, RS256.</param>
/// <param name="Url">The URL with the token in it.</param>
public sealed record SignedUrl(string Token, string Url);

/// <summary>Viewers' URLs of a signed asset. Never logged.</summary>
/// <param name="Playback">The HLS playlist.</param>
/// <param name="Thumbnail">The thumbnail; null when the service has none.</param>
/// <param name="Storyboard">The storyboard; null when the service has none.</param>
public sealed record SignedViewUrls(SignedUrl Playback, SignedUrl? Thumbnail, SignedUrl? Storyboard);
