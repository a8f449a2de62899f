namespace Onair.Kubernetes.Secrets;

/// <summary>What holds for Secrets without <see cref="SecretLabel"/>, except those that Onair made for the object that names them.</summary>
/// <param name="IsRequired">Whether they are refused. Otherwise they are read, and each is warned about once.</param>
public sealed record LabelRule(bool IsRequired)
{
    /// <summary>They are refused.</summary>
    public static LabelRule Required { get; } = new(true);

    /// <summary>They are read, with a warning: for clusters that are upgraded.</summary>
    public static LabelRule Warned { get; } = new(false);
}
