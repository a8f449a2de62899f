using Onair.Hosting;

namespace Onair.Signaling;

/// <summary>The signaling service's program.</summary>
public static class SignalingProgram
{
    /// <summary>Runs the service until it is stopped, and returns its exit code: 1 when a setting is invalid.</summary>
    public static Task<int> RunAsync(string[] args) => ProgramStart.RunAsync(args, SignalingSettings.Read, SignalingApp.Build);
}
