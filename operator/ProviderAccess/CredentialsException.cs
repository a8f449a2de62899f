namespace Onair.Operator.ProviderAccess;

/// <summary>The provider's credentials cannot be obtained or used. The message names the field, the Secret and the rule.</summary>
internal sealed class CredentialsException(string message, string reason = CredentialsException.Unusable, bool mayCome = false) : Exception(message)
{
    public const string Unusable = "CredentialsUnusable";

    /// <summary>One word, the reason of the conditions.</summary>
    public string Reason => reason;

    /// <summary>A Secret does not exist, or lacks a key. It may still come.</summary>
    public bool MayCome => mayCome;
}
