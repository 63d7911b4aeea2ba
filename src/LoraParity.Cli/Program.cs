using LoraParity.Cli;
using LoraParity.Cli.Hosting;

using var interrupt = new InterruptSignal();
return await new CliApplication(CliHost.Process()).RunAsync(args, interrupt.Token);
