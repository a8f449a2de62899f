using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.Resources;

namespace Onair.Operator.LiveStreams;

internal sealed class SourceSecrets
{
    public Task<(string? Problem, IReadOnlyList<SourceCredentials?> Sources)> ReadAsync(LiveStream stream, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
