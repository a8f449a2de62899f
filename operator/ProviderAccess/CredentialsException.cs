namespace Onair.Operator.ProviderAccess;

/// <summary>The provider's credentials cannot be obtained or used. The message names the field, the Secret and the rule.</summary>
internal sealed class CredentialsException(string message, string reason = CredentialsException.Unusable) : Exception(message)
{
    public const string Unusable = "CredentialsUnusable";

    /// <summary>One word, the reason of the conditions.</summary>
    public string Reason => reason;
}
