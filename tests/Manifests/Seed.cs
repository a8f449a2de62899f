using System.Globalization;

namespace Onair.Tests.Manifests;

/// <summary>
/// The one number that all generated manifests of a test run come from. A test prints it; with the environment variable
/// <c>ONAIR_SEED</c> set to it the run is repeated.
/// </summary>
public static class Seed
{
    /// <summary>The name of the environment variable.</summary>
    public const string Variable = "ONAIR_SEED";

    /// <summary>The seed of this run: the environment's, or a new one.</summary>
    /// <exception cref="FormatException">The environment's is no whole number.</exception>
    public static int Current { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : Random.Shared.Next();

    /// <summary>What a test prints, and a failure names.</summary>
    public static string Text => $"{Variable}={Current.ToString(CultureInfo.InvariantCulture)}";
}
