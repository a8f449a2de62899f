namespace Onair.Operator.MediaProviders;

/// <summary>Whether a provider is usable.</summary>
/// <param name="Usable">It is.</param>
/// <param name="Reason">Why, for programs.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="Account">The AWS account that the credentials belong to.</param>
/// <param name="Arn">The principal that the credentials belong to.</param>
/// <param name="KeyId">Id of the key that signs playback tokens.</param>
internal sealed record ProviderCheck(bool Usable, string Reason, string Message, string? Account = null, string? Arn = null, string? KeyId = null);
