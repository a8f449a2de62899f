namespace Onair.Emulator.MediaPackage;

/// <summary>Without Secrets Manager no value is right.</summary>
public sealed class UnknownCdnIdentifiers : ICdnIdentifiers
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Of(string secretArn) => [];
}
