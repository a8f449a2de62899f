namespace Onair.Operator.EventSinks;

/// <summary>What is wrong with the Secrets of an EventSink.</summary>
/// <param name="Reason">One word, the reason of the conditions.</param>
/// <param name="Message">The field, the Secret and the rule.</param>
/// <param name="MayCome">It does not exist, or lacks a key, and may still come.</param>
internal sealed record SecretProblem(string Reason, string Message, bool MayCome = false)
{
    /// <summary>A Secret does not exist, or has no usable entry.</summary>
    public const string Missing = "SecretMissing";
}
