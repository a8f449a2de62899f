using System.Globalization;

namespace Onair.Tests.Bench;

/// <summary>What a process has used, from /proc.</summary>
/// <param name="Cpu">User and system time.</param>
/// <param name="Resident">Resident set now, in MB.</param>
/// <param name="Peak">Its peak, in MB.</param>
internal readonly record struct ProcessUse(TimeSpan Cpu, double Resident, double Peak)
{
    public static ProcessUse Of(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        // Fields 14 and 15, counted after the command in parentheses; the unit is 1/100 s on Linux.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var status = File.ReadAllLines($"/proc/{pid}/status");
        return new(TimeSpan.FromMilliseconds(ticks * 10), Megabytes(status, "VmRSS:"), Megabytes(status, "VmHWM:"));
    }

    private static double Megabytes(string[] status, string name) =>
        double.Parse(status.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
