// measurer drives one operator of the widget contract (../README.md) and measures it, as a process of its own: what it does costs every
// operator the same. Go 1.19, standard library only.
//
//	measurer cloud -addr A          the cloud that operators call
//	measurer load -n N              creates N widgets
//	measurer run -n N -cmd C -out F starts the operator, measures cold start, idle, a trickle and deletion; writes F
//	measurer purge                  removes all widgets, whatever finalizers they have
//
// It reaches the API server by BENCH_SERVER (host:port), BENCH_CA (a file) and BENCH_TOKEN, and the cloud by CLOUD_URL.
package main

import (
	"flag"
	"log"
	"os"
)

func main() {
	log.SetFlags(log.Lmicroseconds)
	verbs := map[string]func(*flag.FlagSet, []string){"cloud": cloud, "load": load, "run": run, "purge": purge}
	if len(os.Args) < 2 || verbs[os.Args[1]] == nil {
		log.Fatal("usage: measurer cloud|load|run|purge [flags]")
	}
	verbs[os.Args[1]](flag.NewFlagSet(os.Args[1], flag.ExitOnError), os.Args[2:])
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
