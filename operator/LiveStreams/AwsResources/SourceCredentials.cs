namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The user name and password for a source. Never logged.</summary>
internal sealed record SourceCredentials(string Username, string Password)
{
    // A record prints its members, and a password must not appear in a log.
    public override string ToString() => Username;
}
