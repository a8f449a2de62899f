namespace Onair.Operator.LiveStreams.AwsResources;

internal static class Ownership
{
    public static Task ClaimAsync(StreamContext context, string arn, CancellationToken cancellationToken) => throw new NotSupportedException();

    public static Task ReleaseAsync(StreamContext context, string arn, CancellationToken cancellationToken) => throw new NotSupportedException();
}
