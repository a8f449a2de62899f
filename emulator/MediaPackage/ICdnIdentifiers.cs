namespace Onair.Emulator.MediaPackage;

/// <summary>What a CDN may send in <c>X-MediaPackage-CDNIdentifier</c>.</summary>
internal interface ICdnIdentifiers
{
    /// <summary>
    /// The values of <c>MediaPackageCDNIdentifier</c> in the secret's current and previous version; none when there is no such secret. The
    /// previous one keeps serving viewers while a CDN learns the new one.
    /// </summary>
    /// <param name="secretArn">The endpoint's <c>cdnIdentifierSecret</c>.</param>
    IReadOnlyCollection<string> Of(string secretArn);
}
