namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>What the channel logs in with at a source. Never logged.</summary>
internal sealed record SourceCredentials(string Username, string Password)
{
    // Records print their members; a password must not get into a log that way.
    public override string ToString() => Username;
}
