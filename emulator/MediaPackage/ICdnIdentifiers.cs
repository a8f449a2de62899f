namespace Onair.Emulator.MediaPackage;

/// <summary>The values that MediaPackage takes from CDNs, which Secrets Manager keeps as <c>{"MediaPackageCDNIdentifier": "..."}</c>.</summary>
public interface ICdnIdentifiers
{
    /// <summary>The values of the secret's current and previous version; none when there is no such secret.</summary>
    IReadOnlyCollection<string> Of(string secretArn);
}
